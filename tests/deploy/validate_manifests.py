"""Checks Kubernetes manifests (YAML, on standard input) against the schemas of Kubernetes and of Prometheus' operator.

Arguments: version of Kubernetes, folder of the operator's definitions. Prints a line for each thing that is wrong; fields that a
schema does not know are wrong, too. Exits 1 if there is one.
"""
import copy
import pathlib
import sys

import jsonschema
import kubernetes_validate
import yaml

VERSION, CRDS = sys.argv[1], pathlib.Path(sys.argv[2])
USED = ["servicemonitors", "podmonitors", "prometheusrules"]


class Loader(yaml.SafeLoader):
    """YAML as Go reads it: a lone "=" is a text."""


Loader.add_constructor("tag:yaml.org,2002:value", lambda loader, node: node.value)


def strict(schema):
    """A schema that takes no field beside those that it names."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: strict(value) for key, value in schema.items()}
    if "properties" in schema and not schema.get("x-kubernetes-preserve-unknown-fields"):
        made.setdefault("additionalProperties", False)
    if schema.get("x-kubernetes-int-or-string"):
        made.pop("type", None)
    return made


def definitions():
    found = {}
    for name in USED:
        text = (CRDS / f"monitoring.coreos.com_{name}.yaml").read_text()
        crd = yaml.load(text, Loader)["spec"]
        for version in crd["versions"]:
            schema = copy.deepcopy(version["schema"]["openAPIV3Schema"])
            # Kubernetes checks the metadata of every object by itself.
            schema["properties"]["metadata"] = {"type": "object", "required": ["name"]}
            found[f"{crd['group']}/{version['name']}", crd["names"]["kind"]] = strict(schema)
    return found


def problems(manifest, known):
    schema = known.get((manifest["apiVersion"], manifest["kind"]))
    if schema is not None:
        return [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(manifest)]
    try:
        kubernetes_validate.validate(manifest, VERSION, strict=True)
    except (kubernetes_validate.ValidationError, kubernetes_validate.SchemaNotFoundError) as error:
        return [str(getattr(error, "message", error))]
    return []


def main():
    known = definitions()
    wrong = 0
    for manifest in yaml.safe_load_all(sys.stdin.read()):
        for problem in problems(manifest, known):
            print(f"{manifest['kind']} {manifest['metadata']['name']}: {problem}")
            wrong += 1
    return 1 if wrong else 0


sys.exit(main())
