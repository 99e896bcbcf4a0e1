"""Which terms of which standard vocabularies does the project use? The one list of them."""

from __future__ import annotations

BGT = "https://w3id.org/yusuan/ontology#"
BGC = "https://w3id.org/yusuan/concept/"

NAMESPACES: dict[str, str] = {
    "bgc": BGC,
    "bgt": BGT,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

TERMS: dict[str, str] = {
    "dcat": "Catalog Dataset Distribution dataset distribution downloadURL mediaType",
    "dcterms": "conformsTo created description format hasVersion identifier isPartOf issued language modified"
    " publisher source spatial temporal title",
    "oa": "SpecificResource TextPositionSelector TextQuoteSelector end exact hasSelector hasSource prefix start"
    " suffix",
    "org": "FormalOrganization Organization OrganizationalUnit hasUnit identifier subOrganizationOf unitOf",
    "owl": "Class DatatypeProperty ObjectProperty Ontology sameAs",
    "prov": "Activity Entity SoftwareAgent generatedAtTime used value wasAttributedTo wasDerivedFrom"
    " wasGeneratedBy",
    "qb": "DataSet Observation dataSet",
    "rdf": "Statement langString object predicate subject type value",
    "rdfs": "comment isDefinedBy label seeAlso subClassOf",
    "schema": "name url",
    "sh": "NodeShape conforms focusNode resultMessage resultPath resultSeverity value",
    "skos": "Concept ConceptScheme altLabel broader broaderTransitive closeMatch definition exactMatch hiddenLabel"
    " inScheme narrower notation prefLabel related scopeNote topConceptOf",
    "void": "Dataset inDataset triples",
    "xsd": "boolean date dateTime decimal gYear integer nonNegativeInteger string",
}
