"""What a person does: search, open a project, follow a fact to its words, ask, query, on a desk and on a phone."""

from __future__ import annotations

import re

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from yusuan.app import Services

pytestmark = pytest.mark.browser
SECONDS = 60
COMPARISON = "/compare?a=105-2024-QSN-6L2F&b=231-2024-LTN-8RM6"


def one(driver: Chrome, selector: str) -> WebElement:
    """The first element of ``selector``, waited for."""
    return WebDriverWait(driver, SECONDS).until(lambda d: d.find_element(By.CSS_SELECTOR, selector))


def complaints(driver: Chrome) -> list[str]:
    """What the browser's console has against the page: script errors, refused loads."""
    log = driver.get_log("browser")  # type: ignore[no-untyped-call]
    return [entry["message"] for entry in log if entry["level"] == "SEVERE"]


def in_view(driver: Chrome, element: WebElement) -> bool:
    """Whether the element stands inside the window."""
    script = "const b = arguments[0].getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight"
    return bool(WebDriverWait(driver, SECONDS).until(lambda d: d.execute_script(script, element)))


def test_from_words_to_a_project_to_the_words_of_a_fact(
    desktop: Chrome, site: str, services: Services
) -> None:
    desktop.get(site + "/?lang=zh")
    box = one(desktop, "#q")
    box.send_keys("培训", Keys.ENTER)
    assert "培训" in one(desktop, ".snippet mark").text
    desktop.get(site + "/search?q=培训&kind=project")
    one(desktop, "ol.hits h3 a").click()
    assert "万元" in one(desktop, ".big .main").text
    one(desktop, ".indicators td.target a.source").click()
    span = one(desktop, "#span")
    found = re.search(r"/documents/(\w+)\?start=(\d+)&end=(\d+)", desktop.current_url)
    assert found is not None
    assert span.text == services.text(found[1])[int(found[2]) : int(found[3])]
    assert in_view(desktop, span)
    assert not complaints(desktop)


def test_a_question_is_answered_with_its_query(desktop: Chrome, site: str) -> None:
    desktop.get(site + "/?lang=zh")
    one(desktop, ".hero .chip").click()
    assert one(desktop, ".answer .sentence").text
    one(desktop, ".answer details:last-of-type summary").click()
    one(desktop, ".answer form button").click()
    assert one(desktop, ".outcome").text
    assert not complaints(desktop)


def test_the_payment_plan_is_drawn_and_told(desktop: Chrome, site: str, services: Services) -> None:
    rows = services.generation.store.select(
        "SELECT ?p WHERE { ?p a bgt:Project ; bgt:payment ?x } ORDER BY ?p LIMIT 1"
    )
    name = str(rows[0]["p"]).strip("<>").rsplit("/", 1)[1]
    desktop.get(f"{site}/projects/{name}")
    canvas = one(desktop, ".chart canvas")
    assert canvas.size["height"] > 100 and "%" in (canvas.get_attribute("aria-label") or "")
    assert one(desktop, "#payment-table td.number").text
    assert not complaints(desktop)


def test_the_editor_runs_a_query_and_shows_where_one_is_wrong(desktop: Chrome, site: str) -> None:
    desktop.get(site + "/query?lang=zh")
    one(desktop, ".cm-content").send_keys(Keys.CONTROL, Keys.ENTER)
    assert (one(desktop, "table.result td a").get_attribute("href") or "").startswith(site + "/projects/")
    assert not complaints(desktop)
    content = one(desktop, ".cm-content")
    content.send_keys(Keys.CONTROL, Keys.END)
    content.send_keys("\n}}")
    one(desktop, "form.editor button").click()
    assert "第" in one(desktop, ".alert").text
    assert one(desktop, ".cm-lintRange-error, .cm-lintPoint-error")


def test_the_keyboard_reaches_the_search_box_and_the_content(desktop: Chrome, site: str) -> None:
    desktop.get(site + "/ontology")
    body = one(desktop, "body")
    body.send_keys(Keys.TAB)
    assert desktop.switch_to.active_element.get_attribute("class") == "skip"
    body.send_keys("/")
    assert desktop.switch_to.active_element.get_attribute("name") == "q"


def test_the_language_is_switched_and_kept(desktop: Chrome, site: str) -> None:
    desktop.get(site + "/?lang=zh")
    one(desktop, "a.language").click()
    WebDriverWait(desktop, SECONDS).until(lambda d: one(d, "html").get_attribute("lang") == "en")
    desktop.get(site + "/query")
    assert one(desktop, "html").get_attribute("lang") == "en"
    desktop.get(site + "/?lang=zh")


def test_a_similar_project_is_compared_and_its_target_found_in_the_document(
    desktop: Chrome, site: str, services: Services
) -> None:
    project = services.project("105-2024-QSN-6L2F").iri.removeprefix(services.settings.base)
    desktop.get(f"{site}/{project}?lang=zh")
    one(desktop, "section[aria-labelledby='similar'] details.pairs summary").click()
    assert "↔" in one(desktop, "details.pairs[open] li").text
    one(desktop, "ul.similar a.compare").click()
    picture = one(desktop, ".curves svg")
    assert picture.size["width"] > 300 and one(desktop, ".curves polyline")
    assert one(desktop, ".relation.stricter").text == "A 要求更高"
    one(desktop, "section[aria-labelledby='indicators'] .measure b a.source").click()
    assert one(desktop, "#span").text.startswith("≥36次")


def test_nothing_scrolls_sideways_on_a_phone(phone: Chrome, site: str, services: Services) -> None:
    store = services.generation.store
    addresses = ["/", "/search?q=培训", "/search?q=公务接待费是多少", "/ask", "/query", "/ontology", "/nope"]
    addresses += ["/compare", COMPARISON, f"{COMPARISON}x"]
    for kind in ("Project", "Department", "Division", "Disclosure"):
        rows = store.select(f"SELECT ?s WHERE {{ ?s a bgt:{kind} }} ORDER BY ?s LIMIT 3")
        addresses += ["/" + str(row["s"]).strip("<>").removeprefix(services.settings.base) for row in rows]
    for address in addresses:
        phone.get(site + address)
        widths = phone.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
        assert widths[0] <= widths[1], (address, widths)
        assert one(phone, "h1, .hero h1")


def test_filters_are_folded_on_a_phone_and_open_on_a_tap(phone: Chrome, site: str) -> None:
    phone.get(site + "/search?q=培训")
    fold = one(phone, "details.fold")
    WebDriverWait(phone, SECONDS).until(lambda _: fold.get_attribute("open") is None)
    one(phone, "details.fold summary").click()
    assert one(phone, ".facets li a").is_displayed()


def test_a_budget_line_leads_to_its_words_in_the_document(
    desktop: Chrome, site: str, services: Services
) -> None:
    rows = services.generation.store.select(
        "SELECT ?d WHERE { ?l a bgt:BudgetLine ; bgt:department ?d } ORDER BY ?d LIMIT 1"
    )
    desktop.get(site + "/" + str(rows[0]["d"]).strip("<>").removeprefix(services.settings.base) + "?lang=zh")
    one(desktop, "table.lines td .main a.source").click()
    span = one(desktop, "#span")
    found = re.search(r"/documents/(\w+)\?start=(\d+)&end=(\d+)", desktop.current_url)
    assert found is not None
    assert span.text == services.text(found[1])[int(found[2]) : int(found[3])]
    assert in_view(desktop, span)


SMALL = """return [...document.querySelectorAll("a, button, summary, input:not([type=hidden])")].map((one) => {
  const box = one.getBoundingClientRect(), more = getComputedStyle(one, "::after");
  const grown = more.position === "absolute" ? -2 * parseFloat(more.top) || 0 : 0;
  return [one.textContent.trim(), one.className, box.width && box.width + grown, box.height && box.height + grown];
}).filter(([text, name, width, height]) => width > 1 && name !== "skip" && name !== "no" && (width < 39 || height < 39))"""


def test_everything_to_tap_on_a_phone_is_as_large_as_a_fingertip(
    phone: Chrome, site: str, services: Services
) -> None:
    rows = services.generation.store.select(
        "SELECT ?p ?d WHERE { ?p a bgt:Project ; bgt:indicator ?i ; bgt:department ?d } ORDER BY ?p LIMIT 1"
    )
    pages = ["/" + str(rows[0][name]).strip("<>").removeprefix(services.settings.base) for name in ("p", "d")]
    for address in ["/", "/search?q=培训", "/ask?q=公务接待费是多少", "/query", COMPARISON, f"{COMPARISON}x", *pages]:
        phone.get(site + address)
        one(phone, "h1")
        assert phone.execute_script(SMALL) == [], address


def test_the_target_of_an_indicator_is_on_a_phones_screen(
    phone: Chrome, site: str, services: Services
) -> None:
    rows = services.generation.store.select(
        "SELECT ?p WHERE { ?p bgt:indicator ?i . ?i bgt:targetText ?t } ORDER BY ?p LIMIT 1"
    )
    phone.get(site + "/" + str(rows[0]["p"]).strip("<>").removeprefix(services.settings.base))
    right = phone.execute_script("return arguments[0].getBoundingClientRect().right", one(phone, "td.target"))
    assert right <= 390
