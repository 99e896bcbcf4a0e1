"""A real server on a free port and a real Chromium; tests are skipped, saying why, where there is no Chromium."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from werkzeug.serving import make_server

from yusuan.app import Services
from yusuan.web.application import create_app

CHROMIUM = next(
    (path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if path), None
)
DRIVER = shutil.which("chromedriver")


@pytest.fixture(scope="session")
def site(services: Services) -> Iterator[str]:
    """The address of a server over the sample disclosures."""
    server = make_server("127.0.0.1", 0, create_app(services), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[webdriver.Chrome]:
    """A headless browser that prefers Chinese."""
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("needs Chromium and chromedriver (apt install chromium chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--lang=zh-CN",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.set_page_load_timeout(120)
    yield driver
    driver.quit()


@pytest.fixture
def desktop(chromium: webdriver.Chrome) -> webdriver.Chrome:
    """1280 pixels wide."""
    return _sized(chromium, 1280, 900)


@pytest.fixture
def phone(chromium: webdriver.Chrome) -> webdriver.Chrome:
    """390 pixels wide."""
    return _sized(chromium, 390, 844)


def _sized(driver: webdriver.Chrome, width: int, height: int) -> webdriver.Chrome:
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    return driver
