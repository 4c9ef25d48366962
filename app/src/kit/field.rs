//! Fields of plain forms, each with its label, a word of help, and what is wrong with what was typed. A field at fault
//! says so to screen readers too.

use leptos::prelude::*;

/// What every field has around its control.
fn described(name: &str, fault: &Option<String>, help: bool) -> Option<String> {
    match (fault.is_some(), help) {
        (true, _) => Some(format!("{name}-fault")),
        (false, true) => Some(format!("{name}-help")),
        (false, false) => None,
    }
}

/// Words below a field at fault; `of` is the field's name, or that of the form.
#[component]
pub fn Fault(of: &'static str, words: Option<String>) -> impl IntoView {
    words.map(|words| {
        view! {
            <p class="field-fault" id=format!("{of}-fault") role="alert">
                {words}
            </p>
        }
    })
}

/// A word of help below a field.
fn help_line(name: &'static str, help: Option<&'static str>) -> impl IntoView {
    help.map(|help| {
        view! {
            <p class="quiet fine" id=format!("{name}-help")>
                {help}
            </p>
        }
    })
}

/// One line of text.
#[component]
pub fn TextField(
    #[prop(into)] label: String,
    name: &'static str,
    #[prop(into)] value: String,
    /// Of `<input>`.
    #[prop(default = "text")]
    kind: &'static str,
    /// For the browser's own filling in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Characters.
    #[prop(optional)]
    most: Option<u32>,
    #[prop(optional)] required: bool,
    /// For numbers and amounts on a phone's keyboard.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    #[prop(optional_no_strip)] help: Option<&'static str>,
    #[prop(optional_no_strip)] fault: Option<String>,
) -> impl IntoView {
    let described = described(name, &fault, help.is_some());
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                name=name
                type=kind
                autocomplete=autocomplete
                inputmode=inputmode
                maxlength=most
                required=required
                value=value
                aria-describedby=described
                aria-invalid=fault.is_some().then_some("true")
            />
        </label>
        {help_line(name, help)}
        <Fault of=name words=fault/>
    }
}

/// Several lines of text.
#[component]
pub fn TextArea(
    #[prop(into)] label: String,
    name: &'static str,
    #[prop(into)] value: String,
    #[prop(default = 4)] rows: u32,
    /// Characters.
    #[prop(optional)]
    most: Option<u32>,
    #[prop(optional)] required: bool,
    #[prop(optional_no_strip)] help: Option<&'static str>,
    #[prop(optional_no_strip)] fault: Option<String>,
) -> impl IntoView {
    let described = described(name, &fault, help.is_some());
    view! {
        <label class="field">
            <span>{label}</span>
            <textarea
                name=name
                rows=rows
                maxlength=most
                required=required
                aria-describedby=described
                aria-invalid=fault.is_some().then_some("true")
            >
                {value}
            </textarea>
        </label>
        {help_line(name, help)}
        <Fault of=name words=fault/>
    }
}

/// One of a few, as a list. `any` is the choice of none of them.
#[component]
pub fn SelectField(
    #[prop(into)] label: String,
    name: &'static str,
    options: Vec<(String, String)>,
    #[prop(into)] chosen: String,
    #[prop(optional_no_strip)] any: Option<&'static str>,
    #[prop(optional_no_strip)] fault: Option<String>,
) -> impl IntoView {
    let described = described(name, &fault, false);
    let options = options
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            view! {
                <option value=value selected=selected>
                    {words}
                </option>
            }
        })
        .collect_view();
    view! {
        <label class="field">
            <span>{label}</span>
            <select name=name aria-describedby=described aria-invalid=fault.is_some().then_some("true")>
                {any.map(|any| view! { <option value="">{any}</option> })}
                {options}
            </select>
        </label>
        <Fault of=name words=fault/>
    }
}

/// Choices for [`SelectField`] from names and their words.
pub fn choices<T: Copy>(
    all: &[T],
    name: impl Fn(T) -> &'static str,
    words: impl Fn(T) -> &'static str,
) -> Vec<(String, String)> {
    all.iter()
        .map(|one| (name(*one).to_owned(), words(*one).to_owned()))
        .collect()
}

/// Yes or no. What is not ticked is not sent.
#[component]
pub fn CheckField(#[prop(into)] label: String, name: &'static str, on: bool) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" name=name value="true" checked=on/>
            {label}
        </label>
    }
}
