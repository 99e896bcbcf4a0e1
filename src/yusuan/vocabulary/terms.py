"""What are the IRIs of our terms, and of the standard terms that we use?

Generated from ontology/ by ``python -m yusuan.vocabulary.generate``; change the ontology, not this file.
"""

# fmt: off
from __future__ import annotations

from typing import Final


class BGC:
    """Terms of ``bgc:``, <https://w3id.org/yusuan/concept/>."""

    NS: Final = "https://w3id.org/yusuan/concept/"


class BGT:
    """Terms of ``bgt:``, <https://w3id.org/yusuan/ontology#>."""

    NS: Final = "https://w3id.org/yusuan/ontology#"
    Activity: Final = "https://w3id.org/yusuan/ontology#Activity"
    BudgetLine: Final = "https://w3id.org/yusuan/ontology#BudgetLine"
    Department: Final = "https://w3id.org/yusuan/ontology#Department"
    Disclosure: Final = "https://w3id.org/yusuan/ontology#Disclosure"
    Division: Final = "https://w3id.org/yusuan/ontology#Division"
    Excerpt: Final = "https://w3id.org/yusuan/ontology#Excerpt"
    Finding: Final = "https://w3id.org/yusuan/ontology#Finding"
    FundingFlow: Final = "https://w3id.org/yusuan/ontology#FundingFlow"
    Goal: Final = "https://w3id.org/yusuan/ontology#Goal"
    Indicator: Final = "https://w3id.org/yusuan/ontology#Indicator"
    Issue: Final = "https://w3id.org/yusuan/ontology#Issue"
    Passage: Final = "https://w3id.org/yusuan/ontology#Passage"
    Payment: Final = "https://w3id.org/yusuan/ontology#Payment"
    Policy: Final = "https://w3id.org/yusuan/ontology#Policy"
    Project: Final = "https://w3id.org/yusuan/ontology#Project"
    Responsibility: Final = "https://w3id.org/yusuan/ontology#Responsibility"
    Safeguard: Final = "https://w3id.org/yusuan/ontology#Safeguard"
    Term: Final = "https://w3id.org/yusuan/ontology#Term"
    Unit: Final = "https://w3id.org/yusuan/ontology#Unit"
    about: Final = "https://w3id.org/yusuan/ontology#about"
    aboutProject: Final = "https://w3id.org/yusuan/ontology#aboutProject"
    actual: Final = "https://w3id.org/yusuan/ontology#actual"
    actualText: Final = "https://w3id.org/yusuan/ontology#actualText"
    adjustedAmount: Final = "https://w3id.org/yusuan/ontology#adjustedAmount"
    amount: Final = "https://w3id.org/yusuan/ontology#amount"
    amountText: Final = "https://w3id.org/yusuan/ontology#amountText"
    annualGoal: Final = "https://w3id.org/yusuan/ontology#annualGoal"
    asOf: Final = "https://w3id.org/yusuan/ontology#asOf"
    basis: Final = "https://w3id.org/yusuan/ontology#basis"
    basisAlso: Final = "https://w3id.org/yusuan/ontology#basisAlso"
    category: Final = "https://w3id.org/yusuan/ontology#category"
    categoryText: Final = "https://w3id.org/yusuan/ontology#categoryText"
    change: Final = "https://w3id.org/yusuan/ontology#change"
    changeFromBudget: Final = "https://w3id.org/yusuan/ontology#changeFromBudget"
    changeRate: Final = "https://w3id.org/yusuan/ontology#changeRate"
    changeRateFromBudget: Final = "https://w3id.org/yusuan/ontology#changeRateFromBudget"
    changeText: Final = "https://w3id.org/yusuan/ontology#changeText"
    cites: Final = "https://w3id.org/yusuan/ontology#cites"
    code: Final = "https://w3id.org/yusuan/ontology#code"
    component: Final = "https://w3id.org/yusuan/ontology#component"
    comprises: Final = "https://w3id.org/yusuan/ontology#comprises"
    confidence: Final = "https://w3id.org/yusuan/ontology#confidence"
    department: Final = "https://w3id.org/yusuan/ontology#department"
    disclosure: Final = "https://w3id.org/yusuan/ontology#disclosure"
    division: Final = "https://w3id.org/yusuan/ontology#division"
    divisionReason: Final = "https://w3id.org/yusuan/ontology#divisionReason"
    dueMonth: Final = "https://w3id.org/yusuan/ontology#dueMonth"
    duty: Final = "https://w3id.org/yusuan/ontology#duty"
    encoding: Final = "https://w3id.org/yusuan/ontology#encoding"
    executedAmount: Final = "https://w3id.org/yusuan/ontology#executedAmount"
    executionRate: Final = "https://w3id.org/yusuan/ontology#executionRate"
    expected: Final = "https://w3id.org/yusuan/ontology#expected"
    fiscalYear: Final = "https://w3id.org/yusuan/ontology#fiscalYear"
    from_: Final = "https://w3id.org/yusuan/ontology#from"
    fromText: Final = "https://w3id.org/yusuan/ontology#fromText"
    fund: Final = "https://w3id.org/yusuan/ontology#fund"
    funding: Final = "https://w3id.org/yusuan/ontology#funding"
    fundingForm: Final = "https://w3id.org/yusuan/ontology#fundingForm"
    goal: Final = "https://w3id.org/yusuan/ontology#goal"
    grounds: Final = "https://w3id.org/yusuan/ontology#grounds"
    heading: Final = "https://w3id.org/yusuan/ontology#heading"
    headline: Final = "https://w3id.org/yusuan/ontology#headline"
    implementer: Final = "https://w3id.org/yusuan/ontology#implementer"
    indicator: Final = "https://w3id.org/yusuan/ontology#indicator"
    indicatorText: Final = "https://w3id.org/yusuan/ontology#indicatorText"
    level1: Final = "https://w3id.org/yusuan/ontology#level1"
    level1Text: Final = "https://w3id.org/yusuan/ontology#level1Text"
    level2: Final = "https://w3id.org/yusuan/ontology#level2"
    level2Text: Final = "https://w3id.org/yusuan/ontology#level2Text"
    line: Final = "https://w3id.org/yusuan/ontology#line"
    listedUnit: Final = "https://w3id.org/yusuan/ontology#listedUnit"
    message: Final = "https://w3id.org/yusuan/ontology#message"
    note: Final = "https://w3id.org/yusuan/ontology#note"
    ordinal: Final = "https://w3id.org/yusuan/ontology#ordinal"
    outcome: Final = "https://w3id.org/yusuan/ontology#outcome"
    page: Final = "https://w3id.org/yusuan/ontology#page"
    payment: Final = "https://w3id.org/yusuan/ontology#payment"
    period: Final = "https://w3id.org/yusuan/ontology#period"
    projectNature: Final = "https://w3id.org/yusuan/ontology#projectNature"
    purpose: Final = "https://w3id.org/yusuan/ontology#purpose"
    quantity: Final = "https://w3id.org/yusuan/ontology#quantity"
    quantityText: Final = "https://w3id.org/yusuan/ontology#quantityText"
    readByMachine: Final = "https://w3id.org/yusuan/ontology#readByMachine"
    rule: Final = "https://w3id.org/yusuan/ontology#rule"
    scheduleReading: Final = "https://w3id.org/yusuan/ontology#scheduleReading"
    score: Final = "https://w3id.org/yusuan/ontology#score"
    severity: Final = "https://w3id.org/yusuan/ontology#severity"
    share: Final = "https://w3id.org/yusuan/ontology#share"
    sheet: Final = "https://w3id.org/yusuan/ontology#sheet"
    shortfall: Final = "https://w3id.org/yusuan/ontology#shortfall"
    stage: Final = "https://w3id.org/yusuan/ontology#stage"
    supervisor: Final = "https://w3id.org/yusuan/ontology#supervisor"
    tableColumn: Final = "https://w3id.org/yusuan/ontology#tableColumn"
    tableRow: Final = "https://w3id.org/yusuan/ontology#tableRow"
    targetOperator: Final = "https://w3id.org/yusuan/ontology#targetOperator"
    targetText: Final = "https://w3id.org/yusuan/ontology#targetText"
    targetUnit: Final = "https://w3id.org/yusuan/ontology#targetUnit"
    targetValue: Final = "https://w3id.org/yusuan/ontology#targetValue"
    term: Final = "https://w3id.org/yusuan/ontology#term"
    to: Final = "https://w3id.org/yusuan/ontology#to"
    topic: Final = "https://w3id.org/yusuan/ontology#topic"
    totalInvestment: Final = "https://w3id.org/yusuan/ontology#totalInvestment"
    totalInvestmentText: Final = "https://w3id.org/yusuan/ontology#totalInvestmentText"
    unitNature: Final = "https://w3id.org/yusuan/ontology#unitNature"
    unitRank: Final = "https://w3id.org/yusuan/ontology#unitRank"
    unitText: Final = "https://w3id.org/yusuan/ontology#unitText"
    weight: Final = "https://w3id.org/yusuan/ontology#weight"


class DCAT:
    """Terms of ``dcat:``, <http://www.w3.org/ns/dcat#>."""

    NS: Final = "http://www.w3.org/ns/dcat#"
    Catalog: Final = "http://www.w3.org/ns/dcat#Catalog"
    Dataset: Final = "http://www.w3.org/ns/dcat#Dataset"
    Distribution: Final = "http://www.w3.org/ns/dcat#Distribution"
    dataset: Final = "http://www.w3.org/ns/dcat#dataset"
    distribution: Final = "http://www.w3.org/ns/dcat#distribution"
    downloadURL: Final = "http://www.w3.org/ns/dcat#downloadURL"
    mediaType: Final = "http://www.w3.org/ns/dcat#mediaType"


class DCTERMS:
    """Terms of ``dcterms:``, <http://purl.org/dc/terms/>."""

    NS: Final = "http://purl.org/dc/terms/"
    conformsTo: Final = "http://purl.org/dc/terms/conformsTo"
    created: Final = "http://purl.org/dc/terms/created"
    description: Final = "http://purl.org/dc/terms/description"
    format: Final = "http://purl.org/dc/terms/format"
    hasVersion: Final = "http://purl.org/dc/terms/hasVersion"
    identifier: Final = "http://purl.org/dc/terms/identifier"
    isPartOf: Final = "http://purl.org/dc/terms/isPartOf"
    issued: Final = "http://purl.org/dc/terms/issued"
    language: Final = "http://purl.org/dc/terms/language"
    modified: Final = "http://purl.org/dc/terms/modified"
    publisher: Final = "http://purl.org/dc/terms/publisher"
    source: Final = "http://purl.org/dc/terms/source"
    spatial: Final = "http://purl.org/dc/terms/spatial"
    temporal: Final = "http://purl.org/dc/terms/temporal"
    title: Final = "http://purl.org/dc/terms/title"


class OA:
    """Terms of ``oa:``, <http://www.w3.org/ns/oa#>."""

    NS: Final = "http://www.w3.org/ns/oa#"
    SpecificResource: Final = "http://www.w3.org/ns/oa#SpecificResource"
    TextPositionSelector: Final = "http://www.w3.org/ns/oa#TextPositionSelector"
    TextQuoteSelector: Final = "http://www.w3.org/ns/oa#TextQuoteSelector"
    end: Final = "http://www.w3.org/ns/oa#end"
    exact: Final = "http://www.w3.org/ns/oa#exact"
    hasSelector: Final = "http://www.w3.org/ns/oa#hasSelector"
    hasSource: Final = "http://www.w3.org/ns/oa#hasSource"
    prefix: Final = "http://www.w3.org/ns/oa#prefix"
    start: Final = "http://www.w3.org/ns/oa#start"
    suffix: Final = "http://www.w3.org/ns/oa#suffix"


class ORG:
    """Terms of ``org:``, <http://www.w3.org/ns/org#>."""

    NS: Final = "http://www.w3.org/ns/org#"
    FormalOrganization: Final = "http://www.w3.org/ns/org#FormalOrganization"
    Organization: Final = "http://www.w3.org/ns/org#Organization"
    OrganizationalUnit: Final = "http://www.w3.org/ns/org#OrganizationalUnit"
    hasUnit: Final = "http://www.w3.org/ns/org#hasUnit"
    identifier: Final = "http://www.w3.org/ns/org#identifier"
    subOrganizationOf: Final = "http://www.w3.org/ns/org#subOrganizationOf"
    unitOf: Final = "http://www.w3.org/ns/org#unitOf"


class OWL:
    """Terms of ``owl:``, <http://www.w3.org/2002/07/owl#>."""

    NS: Final = "http://www.w3.org/2002/07/owl#"
    Class: Final = "http://www.w3.org/2002/07/owl#Class"
    DatatypeProperty: Final = "http://www.w3.org/2002/07/owl#DatatypeProperty"
    ObjectProperty: Final = "http://www.w3.org/2002/07/owl#ObjectProperty"
    Ontology: Final = "http://www.w3.org/2002/07/owl#Ontology"
    sameAs: Final = "http://www.w3.org/2002/07/owl#sameAs"


class PROV:
    """Terms of ``prov:``, <http://www.w3.org/ns/prov#>."""

    NS: Final = "http://www.w3.org/ns/prov#"
    Activity: Final = "http://www.w3.org/ns/prov#Activity"
    Entity: Final = "http://www.w3.org/ns/prov#Entity"
    SoftwareAgent: Final = "http://www.w3.org/ns/prov#SoftwareAgent"
    generatedAtTime: Final = "http://www.w3.org/ns/prov#generatedAtTime"
    used: Final = "http://www.w3.org/ns/prov#used"
    value: Final = "http://www.w3.org/ns/prov#value"
    wasAttributedTo: Final = "http://www.w3.org/ns/prov#wasAttributedTo"
    wasDerivedFrom: Final = "http://www.w3.org/ns/prov#wasDerivedFrom"
    wasGeneratedBy: Final = "http://www.w3.org/ns/prov#wasGeneratedBy"


class QB:
    """Terms of ``qb:``, <http://purl.org/linked-data/cube#>."""

    NS: Final = "http://purl.org/linked-data/cube#"
    DataSet: Final = "http://purl.org/linked-data/cube#DataSet"
    Observation: Final = "http://purl.org/linked-data/cube#Observation"
    dataSet: Final = "http://purl.org/linked-data/cube#dataSet"


class RDF:
    """Terms of ``rdf:``, <http://www.w3.org/1999/02/22-rdf-syntax-ns#>."""

    NS: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    Statement: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement"
    langString: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
    object: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#object"
    predicate: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate"
    subject: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject"
    type: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    value: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"


class RDFS:
    """Terms of ``rdfs:``, <http://www.w3.org/2000/01/rdf-schema#>."""

    NS: Final = "http://www.w3.org/2000/01/rdf-schema#"
    comment: Final = "http://www.w3.org/2000/01/rdf-schema#comment"
    isDefinedBy: Final = "http://www.w3.org/2000/01/rdf-schema#isDefinedBy"
    label: Final = "http://www.w3.org/2000/01/rdf-schema#label"
    seeAlso: Final = "http://www.w3.org/2000/01/rdf-schema#seeAlso"
    subClassOf: Final = "http://www.w3.org/2000/01/rdf-schema#subClassOf"


class SCHEMA:
    """Terms of ``schema:``, <https://schema.org/>."""

    NS: Final = "https://schema.org/"
    name: Final = "https://schema.org/name"
    url: Final = "https://schema.org/url"


class SH:
    """Terms of ``sh:``, <http://www.w3.org/ns/shacl#>."""

    NS: Final = "http://www.w3.org/ns/shacl#"
    NodeShape: Final = "http://www.w3.org/ns/shacl#NodeShape"
    conforms: Final = "http://www.w3.org/ns/shacl#conforms"
    focusNode: Final = "http://www.w3.org/ns/shacl#focusNode"
    resultMessage: Final = "http://www.w3.org/ns/shacl#resultMessage"
    resultPath: Final = "http://www.w3.org/ns/shacl#resultPath"
    resultSeverity: Final = "http://www.w3.org/ns/shacl#resultSeverity"
    value: Final = "http://www.w3.org/ns/shacl#value"


class SKOS:
    """Terms of ``skos:``, <http://www.w3.org/2004/02/skos/core#>."""

    NS: Final = "http://www.w3.org/2004/02/skos/core#"
    Concept: Final = "http://www.w3.org/2004/02/skos/core#Concept"
    ConceptScheme: Final = "http://www.w3.org/2004/02/skos/core#ConceptScheme"
    altLabel: Final = "http://www.w3.org/2004/02/skos/core#altLabel"
    broader: Final = "http://www.w3.org/2004/02/skos/core#broader"
    broaderTransitive: Final = "http://www.w3.org/2004/02/skos/core#broaderTransitive"
    closeMatch: Final = "http://www.w3.org/2004/02/skos/core#closeMatch"
    definition: Final = "http://www.w3.org/2004/02/skos/core#definition"
    exactMatch: Final = "http://www.w3.org/2004/02/skos/core#exactMatch"
    hiddenLabel: Final = "http://www.w3.org/2004/02/skos/core#hiddenLabel"
    inScheme: Final = "http://www.w3.org/2004/02/skos/core#inScheme"
    narrower: Final = "http://www.w3.org/2004/02/skos/core#narrower"
    notation: Final = "http://www.w3.org/2004/02/skos/core#notation"
    prefLabel: Final = "http://www.w3.org/2004/02/skos/core#prefLabel"
    related: Final = "http://www.w3.org/2004/02/skos/core#related"
    scopeNote: Final = "http://www.w3.org/2004/02/skos/core#scopeNote"
    topConceptOf: Final = "http://www.w3.org/2004/02/skos/core#topConceptOf"


class VOID:
    """Terms of ``void:``, <http://rdfs.org/ns/void#>."""

    NS: Final = "http://rdfs.org/ns/void#"
    Dataset: Final = "http://rdfs.org/ns/void#Dataset"
    inDataset: Final = "http://rdfs.org/ns/void#inDataset"
    triples: Final = "http://rdfs.org/ns/void#triples"


class XSD:
    """Terms of ``xsd:``, <http://www.w3.org/2001/XMLSchema#>."""

    NS: Final = "http://www.w3.org/2001/XMLSchema#"
    boolean: Final = "http://www.w3.org/2001/XMLSchema#boolean"
    date: Final = "http://www.w3.org/2001/XMLSchema#date"
    dateTime: Final = "http://www.w3.org/2001/XMLSchema#dateTime"
    decimal: Final = "http://www.w3.org/2001/XMLSchema#decimal"
    gYear: Final = "http://www.w3.org/2001/XMLSchema#gYear"
    integer: Final = "http://www.w3.org/2001/XMLSchema#integer"
    nonNegativeInteger: Final = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
    string: Final = "http://www.w3.org/2001/XMLSchema#string"

PREFIXES: Final[dict[str, str]] = {
    "bgc": BGC.NS,
    "bgt": BGT.NS,
    "dcat": DCAT.NS,
    "dcterms": DCTERMS.NS,
    "oa": OA.NS,
    "org": ORG.NS,
    "owl": OWL.NS,
    "prov": PROV.NS,
    "qb": QB.NS,
    "rdf": RDF.NS,
    "rdfs": RDFS.NS,
    "schema": SCHEMA.NS,
    "sh": SH.NS,
    "skos": SKOS.NS,
    "void": VOID.NS,
    "xsd": XSD.NS,
}
