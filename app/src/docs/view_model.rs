//! An OpenAPI document read for people: doors by noun, and the shapes they speak of. What it does not
//! understand it leaves out.

use serde_json::Value;

/// Doors of one noun.
#[derive(Debug, PartialEq, Eq)]
pub struct Group {
    pub name: String,
    pub doors: Vec<Door>,
}

/// One method of one path.
#[derive(Debug, PartialEq, Eq)]
pub struct Door {
    pub method: String,
    pub path: String,
    pub summary: String,
    pub signed_in: bool,
    pub parameters: Vec<Field>,
    /// The shape of the body, by name.
    pub body: Option<String>,
    /// Status and shape.
    pub answers: Vec<(String, String)>,
}

/// A parameter or a member of a shape.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    pub kind: String,
    pub required: bool,
    pub words: String,
}

/// A named shape.
#[derive(Debug, PartialEq, Eq)]
pub struct Shape {
    pub name: String,
    pub words: String,
    pub fields: Vec<Field>,
    /// The values of an enumeration.
    pub values: Vec<String>,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn reference(name: &str) -> String {
    name.rsplit('/').next().unwrap_or_default().to_owned()
}

/// A schema in a few characters: `string`, `Me`, `[PostView]`, `string or null`.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str() {
        return reference(name);
    }
    for choice in ["oneOf", "anyOf", "allOf"] {
        if let Some(choices) = schema[choice].as_array() {
            let names: Vec<String> = choices.iter().map(kind).collect();
            return names.join(if choice == "allOf" { " and " } else { " or " });
        }
    }
    match &schema["type"] {
        Value::Array(kinds) => kinds.iter().map(text).collect::<Vec<_>>().join(" or "),
        Value::String(name) if name == "array" => format!("[{}]", kind(&schema["items"])),
        Value::String(name) => name.clone(),
        _ => "any".to_owned(),
    }
}

fn content(holder: &Value) -> Option<String> {
    let media = holder["content"].as_object()?.values().next()?;
    Some(kind(&media["schema"]))
}

fn door(method: &str, path: &str, operation: &Value) -> Door {
    let listed = operation["parameters"].as_array().into_iter().flatten();
    let parameters = listed.map(|parameter| Field {
        name: text(&parameter["name"]),
        kind: format!("{}, {}", text(&parameter["in"]), kind(&parameter["schema"])),
        required: parameter["required"] == Value::Bool(true),
        words: text(&parameter["description"]),
    });
    let answers = operation["responses"].as_object().into_iter().flatten();
    Door {
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&operation["summary"]),
        signed_in: operation["security"].is_array(),
        parameters: parameters.collect(),
        body: content(&operation["requestBody"]),
        answers: answers
            .map(|(status, answer)| (status.clone(), content(answer).unwrap_or_default()))
            .collect(),
    }
}

/// All doors, in the document's order.
pub fn groups(document: &Value) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            let name = text(&operation["tags"][0]);
            let door = door(method, path, operation);
            match groups.iter_mut().find(|group| group.name == name) {
                Some(group) => group.doors.push(door),
                None => groups.push(Group {
                    name,
                    doors: vec![door],
                }),
            }
        }
    }
    groups
}

fn fields(schema: &Value) -> Vec<Field> {
    let required = |name: &str| {
        schema["required"]
            .as_array()
            .is_some_and(|names| names.iter().any(|known| known == name))
    };
    let own = schema["properties"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, member)| Field {
            name: name.clone(),
            kind: kind(member),
            required: required(name),
            words: text(&member["description"]),
        });
    let parts = schema["allOf"].as_array().into_iter().flatten().flat_map(fields);
    own.chain(parts).collect()
}

/// All shapes, by name.
pub fn shapes(document: &Value) -> Vec<Shape> {
    let schemas = document["components"]["schemas"]
        .as_object()
        .into_iter()
        .flatten();
    schemas
        .map(|(name, schema)| Shape {
            name: name.clone(),
            words: text(&schema["description"]),
            fields: fields(schema),
            values: schema["enum"]
                .as_array()
                .into_iter()
                .flatten()
                .map(text)
                .collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn doors_are_grouped_and_shapes_named() {
        let document = json!({
            "paths": {"/api/me": {"get": {
                "tags": ["me"], "summary": "Who am I?", "security": [{"cookie": []}],
                "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Me"}}}}},
            }}},
            "components": {"schemas": {"Me": {
                "description": "A person", "required": ["id"],
                "properties": {"id": {"type": "string"}, "bio": {"type": ["string", "null"]}},
            }}},
        });
        let groups = groups(&document);
        assert_eq!(
            (groups[0].name.as_str(), groups[0].doors[0].method.as_str()),
            ("me", "GET")
        );
        assert_eq!(groups[0].doors[0].answers, [("200".to_owned(), "Me".to_owned())]);
        assert!(groups[0].doors[0].signed_in);
        let shapes = shapes(&document);
        let bio = shapes[0]
            .fields
            .iter()
            .find(|field| field.name == "bio")
            .expect("a member");
        assert_eq!((bio.kind.as_str(), bio.required), ("string or null", false));
    }
}
