//! Free days of a tier on a creator's page, where the address has a code for them: a plain form, or why there is none. Whether they
//! can be had is asked again when it is sent.

use crate::{
    kit::{Glyph, Icon},
    sign_in::SignInButton,
};
use leptos::{either::EitherOf4, prelude::*};
use shared::{
    identity::Handle,
    text::Lang,
    trials::{TrialState, TrialView},
};

/// The way to the days, or how they stand.
#[component]
pub fn TrialWay(lang: Lang, handle: Handle, trial: TrialView, signed_in: bool) -> impl IntoView {
    let days = u64::from(trial.trial.days);
    let act = match trial.state {
        TrialState::Open if signed_in => EitherOf4::A(view! {
            <form method="post" action="/order/trial" data-swap data-testid="trial-form">
                <input type="hidden" name="creator" value=handle.to_string()/>
                <input type="hidden" name="tier" value=trial.trial.tier.as_str()/>
                <input type="hidden" name="code" value=trial.code/>
                <button class="button primary">{lang.trial_try(days)}</button>
            </form>
            <p class="fine">{lang.trial_nothing()}</p>
        }),
        TrialState::Open => EitherOf4::B(view! {
            <p>
                <b>{lang.trial_gives(days)}</b>
                " "
                {lang.trial_sign_in()}
            </p>
            <SignInButton lang/>
            <p class="fine">{lang.trial_nothing()}</p>
        }),
        TrialState::Running => EitherOf4::C(view! {
            <p class="have" data-testid="trial-running">
                <Icon glyph=Glyph::Check/>
                {lang.trial_running()}
            </p>
            <p class="fine">{lang.trial_nothing()}</p>
        }),
        state @ (TrialState::Used | TrialState::UsedUp) => EitherOf4::D(view! {
            <p class="fine" data-testid="trial-refused">
                {if state == TrialState::Used { lang.trial_not_new() } else { lang.trial_used_up() }}
            </p>
        }),
    };
    view! { <div class="trial">{act}</div> }
}
