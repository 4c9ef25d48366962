//! What a page says of itself to browsers, search engines and those who share it. Of a locked post it is
//! given the title and teaser only.

use crate::{kit::url::with_query, notifications::view_model::few, request::use_request};
use leptos::{leptos_dom::helpers::is_server, prelude::*, tachys::reactive_graph::OwnedView};
use leptos_meta::{Link, Meta, Title};
use shared::text::Lang;

/// Title, description, canonical address and Open Graph texts. `canonical` is a path; a page without one is
/// kept out of search engines.
#[component]
pub fn PageHead(
    title: String,
    description: Option<String>,
    canonical: Option<String>,
    #[prop(default = "website")] kind: &'static str,
    /// The path of the picture that is shown with a link; the site's own when absent.
    #[prop(optional_no_strip)]
    image: Option<String>,
    /// Whether the page can be shown in others by oEmbed.
    #[prop(optional)]
    embeds: bool,
) -> impl IntoView {
    let request = use_request();
    let title = with_site_name(&title, request.lang.site_name());
    let description = description
        .filter(|text| !text.trim().is_empty())
        .unwrap_or_else(|| request.lang.site_description().to_owned());
    let short = shorten(&description, 160);
    let address = canonical.map(|path| format!("{}{path}", request.origin));
    // A page that is kept out of search engines is shared with its name alone.
    let image = address
        .as_ref()
        .map(|_| format!("{}{}", request.origin, image.as_deref().unwrap_or("/card.jpg")));
    let card = image.as_ref().map_or("summary", |_| "summary_large_image");
    let oembed = address.as_deref().filter(|_| embeds).map(|address| {
        let href = with_query(&format!("{}/oembed", request.origin), &[("url", Some(address))]);
        view! { <Link rel="alternate" type_="application/json+oembed" href=href/> }
    });
    let others = address.as_deref().map(|address| {
        Lang::ALL
            .iter()
            .map(|lang| (lang.tag(), in_lang(address, *lang)))
            .chain(std::iter::once(("x-default", address.to_owned())))
            .map(|(tag, href)| view! { <Link rel="alternate" hreflang=tag href=href/> })
            .collect_view()
    });
    let canonical = address.map(|address| match asked_lang(&request.path) {
        Some(lang) => in_lang(&address, lang),
        None => address,
    });
    // A page that waited for its data is written out of reach of any context, where these would find no head.
    OwnedView::new(view! {
        <Title text=in_title(&counted(&title, request.unread))/>
        <Meta name="description" content=short.clone()/>
        <Meta property="og:title" content=title/>
        <Meta property="og:description" content=short/>
        <Meta property="og:type" content=kind/>
        <Meta property="og:site_name" content=request.lang.site_name()/>
        <Meta property="og:locale" content=request.lang.locale()/>
        <Meta name="twitter:card" content=card/>
        {image
            .map(|image| {
                view! {
                    <Meta property="og:image" content=image/>
                    <Meta property="og:image:width" content="1200"/>
                    <Meta property="og:image:height" content="630"/>
                }
            })}
        {oembed}
        {others}
        {match canonical {
            Some(address) => {
                view! {
                    <Link rel="canonical" href=address.clone()/>
                    <Meta property="og:url" content=address/>
                }
                    .into_any()
            }
            None => view! { <Meta name="robots" content="noindex"/> }.into_any(),
        }}
    })
}

/// The address of a page in one language, whoever asks for it.
fn in_lang(address: &str, lang: Lang) -> String {
    let mark = if address.contains('?') { '&' } else { '?' };
    format!("{address}{mark}lang={}", lang.tag())
}

/// The language that an address names: such a page is one of its own to search engines, which want each to name itself
/// (<https://developers.google.com/search/docs/specialty/international/localized-versions>).
fn asked_lang(path: &str) -> Option<Lang> {
    let (_, query) = path.split_once('?')?;
    let mut named = query.split('&').filter_map(|pair| pair.strip_prefix("lang="));
    named.next().and_then(Lang::from_tag)
}

/// The title for `<title>`: leptos_meta writes it into the document as it is, so the server escapes it here. In
/// a browser it becomes `document.title`, which takes plain text.
fn in_title(title: &str) -> String {
    if is_server() {
        title.replace('&', "&amp;").replace('<', "&lt;")
    } else {
        title.to_owned()
    }
}

/// `(3) Feed · Fonana` where there is something to read.
fn counted(title: &str, unread: u32) -> String {
    match few(unread) {
        Some(few) => format!("({few}) {title}"),
        None => title.to_owned(),
    }
}

/// `Feed · Fonana`, and the home page's title as it is.
fn with_site_name(title: &str, site: &str) -> String {
    if title.contains(site) {
        title.to_owned()
    } else {
        format!("{title} · {site}")
    }
}

/// The text on one line, cut at a word to at most `max` characters.
pub fn shorten(text: &str, max: usize) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    let line = line.join(" ");
    if line.chars().count() <= max {
        return line;
    }
    let cut: String = line.chars().take(max.saturating_sub(1)).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", cut.trim_end_matches([',', '.', ';', ':', '-', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_is_one_line_cut_at_a_word() {
        assert_eq!(shorten("one\n two", 20), "one two");
        assert_eq!(shorten("one two, three", 12), "one two…");
        assert_eq!(shorten("я".repeat(20).as_str(), 5), "яяяя…");
    }

    #[test]
    fn the_site_is_named_once() {
        assert_eq!(with_site_name("Feed", "Fonana"), "Feed · Fonana");
        assert_eq!(with_site_name("Fonana: art", "Fonana"), "Fonana: art");
    }
}
