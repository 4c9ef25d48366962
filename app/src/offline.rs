//! The page that stands for every other one while there is no network: one file without scripts, which the browser's
//! worker keeps with its style sheet. It knows nothing of who reads it but the language.

use leptos::prelude::*;
use shared::text::Lang;

/// The whole document. `style` is the address of the style sheet.
pub fn offline_page(lang: Lang, style: &str) -> String {
    // Escaped by the view; the doctype is no element.
    let page = view! {
        <html lang=lang.tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="robots" content="noindex"/>
                <title>{lang.offline_title()}</title>
                <link rel="stylesheet" href=style.to_owned()/>
            </head>
            <body>
                <main class="failure">
                    <h1>{lang.offline_title()}</h1>
                    <p class="quiet">{lang.offline_text()}</p>
                    <p class="actions">
                        <a class="button primary" href="">
                            {lang.try_again()}
                        </a>
                    </p>
                </main>
            </body>
        </html>
    };
    format!("<!DOCTYPE html>{}", page.to_html())
}
