//! A view that waits for nothing, written into the page in one go. Leptos writes what it takes for asynchronous element by element, each into a
//! string of its own, and most of a page is not. A view that waits (a `Suspend`) does not belong in here: it would be left out.

use leptos::tachys::{
    html::attribute::{Attribute, any_attribute::AnyAttribute},
    hydration::Cursor,
    view::{Position, PositionState, Render, RenderHtml, add_attr::AddAnyAttr},
};

/// See above. `to_html_async_with_buf` is the trait's own, which is the whole point of it.
pub struct AtOnce<V>(pub V);

impl<V: Render> Render for AtOnce<V> {
    type State = V::State;

    fn build(self) -> Self::State {
        self.0.build()
    }

    fn rebuild(self, state: &mut Self::State) {
        self.0.rebuild(state);
    }
}

impl<V: RenderHtml> AddAnyAttr for AtOnce<V> {
    type Output<A: Attribute> = AtOnce<V::Output<A>>;

    fn add_any_attr<A: Attribute>(self, attribute: A) -> Self::Output<A>
    where
        Self::Output<A>: RenderHtml,
    {
        AtOnce(self.0.add_any_attr(attribute))
    }
}

impl<V: RenderHtml> RenderHtml for AtOnce<V> {
    type AsyncOutput = V::AsyncOutput;
    type Owned = AtOnce<V::Owned>;

    const MIN_LENGTH: usize = V::MIN_LENGTH;
    const EXISTS: bool = V::EXISTS;

    fn dry_resolve(&mut self) {
        self.0.dry_resolve();
    }

    async fn resolve(self) -> Self::AsyncOutput {
        self.0.resolve().await
    }

    fn html_len(&self) -> usize {
        self.0.html_len()
    }

    fn to_html_with_buf(
        self,
        page: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra: Vec<AnyAttribute>,
    ) {
        self.0
            .to_html_with_buf(page, position, escape, mark_branches, extra);
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Self::State {
        self.0.hydrate::<FROM_SERVER>(cursor, position)
    }

    fn into_owned(self) -> Self::Owned {
        AtOnce(self.0.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::{StreamExt, executor::block_on};
    use leptos::prelude::*;

    #[test]
    fn it_is_what_it_would_be_without() {
        let view = || {
            let some = Some(view! { <b>"1 < 2"</b> });
            view! { <p class="a" title="\"">"words" {some} <img src="/a.png"/></p> "and" <br/> }
        };
        let streamed = |stream: leptos::tachys::ssr::StreamBuilder| block_on(stream.collect::<String>());
        let by_elements = streamed(view().to_html_stream_in_order());
        assert_eq!(streamed(AtOnce(view()).to_html_stream_in_order()), by_elements);
        assert_eq!(AtOnce(view()).to_html(), by_elements);
    }
}
