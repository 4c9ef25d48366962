//! Pictures of numbers: a bar for one share, and the frame that every chart stands in, with its numbers as a table below
//! it for those who want to read and not to look. No number is shown that was not given.

use leptos::prelude::*;

/// One share of a whole, in percent; what is over 100 is whole. It says nothing to a screen reader: the number stands
/// beside it.
#[component]
pub fn Bar(share: u64) -> impl IntoView {
    let width = format!("{}%", share.min(100));
    view! {
        <svg class="bar-line" aria-hidden="true" focusable="false">
            <rect class="bar-track" width="100%" height="100%" rx="4"></rect>
            <rect class="bar-fill" width=width height="100%" rx="4"></rect>
        </svg>
    }
}

/// A chart with its title and what it is made of. `columns` head the table, whose first column names each row.
#[component]
pub fn ChartFrame(
    #[prop(into)] title: String,
    /// On the door to the table.
    table_label: &'static str,
    columns: [String; 2],
    rows: Vec<(String, String)>,
    children: Children,
) -> impl IntoView {
    let [name, value] = columns;
    let lines = rows
        .into_iter()
        .map(|(name, value)| {
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td>{value}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <figure class="chart">
            <figcaption>{title}</figcaption>
            <div class="chart-picture">{children()}</div>
            <details>
                <summary>{table_label}</summary>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{name}</th>
                            <th scope="col">{value}</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </details>
        </figure>
    }
}

/// Bars one below the other, each as long as its share of the longest.
#[component]
pub fn Bars(rows: Vec<(String, u64)>) -> impl IntoView {
    let most = rows.iter().map(|(_, value)| *value).max().unwrap_or(0);
    let lines = rows
        .into_iter()
        .map(|(name, value)| {
            view! {
                <li>
                    <span>{name}</span>
                    <Bar share=shared::polls::percent(value, most)/>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="bars">{lines}</ul> }
}
