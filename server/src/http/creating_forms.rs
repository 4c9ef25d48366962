//! The plain forms of creators: becoming one, changing the tiers, and settling a case. What is refused
//! stands in the form again; what was typed as an amount is read here into base units, or refused at its field.

use super::{
    errors::Failure,
    extract::Form,
    forms::{kept, page_again},
};
use crate::state::AppState;
use app::{
    creators::{Unbegun, view_model::Begun},
    dashboard::{
        Unchanged, Unmade,
        view_model::{self as dashboard, TypedCode, TypedTier},
    },
};
use axum::{
    Extension,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use domain::{Viewer, creators, payments};
use serde::Deserialize;
use shared::{
    Code, Refusal, Timestamp,
    creators::{BecomeCreator, TierLevel, TierOffer},
    ids::{OrderId, PromotionId},
    pricing::PeriodDiscounts,
    promotions::PromotionDraft,
    text::Lang,
    tiers::{TierChange, TiersChange},
    typed::{currency, filled, units, whole},
};
use std::time::Duration;

/// What the form of becoming a creator sent.
#[derive(Debug, Deserialize)]
pub struct Wished {
    #[serde(default)]
    category: String,
    #[serde(default)]
    bio: String,
    #[serde(default)]
    basic: String,
    basic_on: Option<String>,
    #[serde(default)]
    premium: String,
    premium_on: Option<String>,
    #[serde(default)]
    vip: String,
    vip_on: Option<String>,
    #[serde(default)]
    currency: String,
    #[serde(default)]
    payout_address: String,
}

impl Wished {
    fn tiers(&self) -> [(TierLevel, bool, &str); 3] {
        [
            (TierLevel::Basic, self.basic_on.is_some(), &self.basic),
            (TierLevel::Premium, self.premium_on.is_some(), &self.premium),
            (TierLevel::Vip, self.vip_on.is_some(), &self.vip),
        ]
    }

    fn wish(&self) -> Result<BecomeCreator, Refusal> {
        let currency = currency(&self.currency)?;
        let tiers = self
            .tiers()
            .into_iter()
            .filter(|(_, on, _)| *on)
            .map(|(level, _, price)| {
                Ok(TierOffer {
                    level: level.as_str().to_owned(),
                    price: units(level.as_str(), currency, price)?,
                })
            })
            .collect::<Result<_, Refusal>>()?;
        Ok(BecomeCreator {
            category: self.category.clone(),
            name: None,
            bio: Some(self.bio.clone()),
            payout_address: filled(&self.payout_address),
            tiers: Some(tiers),
            currency,
        })
    }
}

/// `POST /welcome/creator`: becomes a creator and shows the first steps.
pub async fn become_creator(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    Form(sent): Form<Wished>,
) -> Result<Response, Failure> {
    const PAGE: &str = "/welcome/creator";
    viewer.person()?;
    let done = match sent.wish() {
        Ok(wish) => creators::become_creator(&state.domain, &viewer, &wish).await,
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(_) => Ok(Redirect::to(PAGE).into_response()),
        Err(error) => {
            let unbegun = Unbegun {
                problem: kept(error)?,
                typed: Begun {
                    tiers: sent.tiers().map(|(_, on, price)| (on, price.to_owned())),
                    category: sent.category,
                    bio: sent.bio,
                    currency: sent.currency,
                    payout_address: sent.payout_address,
                },
            };
            let status = unbegun.problem.status;
            Ok(page_again(&state, viewer, &headers, PAGE, unbegun, status).await)
        }
    }
}

/// What the form of tiers sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Changed {
    basic_on: Option<String>,
    basic: String,
    basic_name: String,
    basic_description: String,
    basic_benefits: String,
    premium_on: Option<String>,
    premium: String,
    premium_name: String,
    premium_description: String,
    premium_benefits: String,
    vip_on: Option<String>,
    vip: String,
    vip_name: String,
    vip_description: String,
    vip_benefits: String,
    currency: String,
    days_90: String,
    days_365: String,
}

impl Changed {
    fn typed(self) -> dashboard::Typed {
        let tier = |on: Option<String>, price, name, description, benefits| TypedTier {
            on: on.is_some(),
            price,
            name,
            description,
            benefits,
        };
        dashboard::Typed {
            tiers: [
                tier(
                    self.basic_on,
                    self.basic,
                    self.basic_name,
                    self.basic_description,
                    self.basic_benefits,
                ),
                tier(
                    self.premium_on,
                    self.premium,
                    self.premium_name,
                    self.premium_description,
                    self.premium_benefits,
                ),
                tier(
                    self.vip_on,
                    self.vip,
                    self.vip_name,
                    self.vip_description,
                    self.vip_benefits,
                ),
            ],
            currency: self.currency,
            days_90: self.days_90,
            days_365: self.days_365,
        }
    }
}

fn percent(field: &'static str, text: &str) -> Result<u8, Refusal> {
    match text.trim().trim_end_matches('%').trim_end() {
        "" => Ok(0),
        number => number
            .parse()
            .map_err(|_| Refusal::field(field, Lang::percent_wanted)),
    }
}

fn tiers_change(typed: &dashboard::Typed) -> Result<TiersChange, Refusal> {
    let currency = currency(&typed.currency)?;
    let tiers = TierLevel::ALL
        .iter()
        .zip(&typed.tiers)
        .map(|(level, tier)| {
            Ok(TierChange {
                level: level.as_str().to_owned(),
                price: units(level.as_str(), currency, &tier.price)?,
                name: tier.name.clone(),
                description: tier.description.clone(),
                benefits: tier.benefits.lines().map(str::to_owned).collect(),
                active: tier.on,
            })
        })
        .collect::<Result<_, Refusal>>()?;
    let discounts = PeriodDiscounts {
        days_90: percent("days_90", &typed.days_90)?,
        days_365: percent("days_365", &typed.days_365)?,
    };
    Ok(TiersChange {
        tiers,
        currency,
        discounts,
    })
}

/// `POST /dashboard/tiers`: changes one's tiers and shows them as they are now.
pub async fn change_tiers(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    Form(sent): Form<Changed>,
) -> Result<Response, Failure> {
    let page = dashboard::Part::Tiers.path();
    if viewer.person()?.creator.is_none() {
        return Err(Code::NotACreator.into());
    }
    let typed = sent.typed();
    let done = match tiers_change(&typed) {
        Ok(change) => creators::change_tiers(&state.domain, &viewer, &change).await,
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(_) => Ok(Redirect::to(&format!("{page}?saved=tiers")).into_response()),
        Err(error) => {
            let problem = kept(error)?;
            let status = problem.status;
            let unchanged = Unchanged { problem, typed };
            Ok(page_again(&state, viewer, &headers, page, unchanged, status).await)
        }
    }
}

/// What the form of a new promo code sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MadeCode {
    code: String,
    percent: String,
    amount: String,
    currency: String,
    trial_days: String,
    trial_tier: String,
    uses: String,
    uses_each: String,
    days: String,
}

impl MadeCode {
    fn draft(&self, now: Timestamp) -> Result<PromotionDraft, Refusal> {
        let currency = currency(&self.currency)?;
        let amount = filled(&self.amount).map(|amount| units("amount", currency, &amount));
        let days: Option<u16> = whole("ends_at", &self.days)?;
        let tier = filled(&self.trial_tier).map(|tier| tier.parse::<TierLevel>());
        Ok(PromotionDraft {
            code: self.code.clone(),
            percent: whole("percent", &self.percent)?,
            amount: amount.transpose()?,
            currency: Some(currency),
            days: whole("days", &self.trial_days)?,
            tier: tier.transpose()?,
            uses: whole("uses", &self.uses)?,
            uses_each: whole("uses_each", &self.uses_each)?,
            ends_at: days.map(|days| now.after(Duration::from_secs(u64::from(days) * 24 * 60 * 60))),
        })
    }
}

/// `POST /dashboard/promotions`: makes a promo code and shows it among the others.
pub async fn make_promotion(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    Form(sent): Form<MadeCode>,
) -> Result<Response, Failure> {
    let page = dashboard::Part::Promotions.path();
    if viewer.person()?.creator.is_none() {
        return Err(Code::NotACreator.into());
    }
    let done = match sent.draft(state.domain.now()) {
        Ok(draft) => payments::promotions::make(&state.domain, &viewer, &draft).await,
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(_) => Ok(Redirect::to(page).into_response()),
        Err(error) => {
            let unmade = Unmade {
                problem: kept(error)?,
                typed: TypedCode {
                    code: sent.code,
                    percent: sent.percent,
                    amount: sent.amount,
                    currency: sent.currency,
                    trial_days: sent.trial_days,
                    trial_tier: sent.trial_tier,
                    uses: sent.uses,
                    uses_each: sent.uses_each,
                    days: sent.days,
                },
            };
            let status = unmade.problem.status;
            Ok(page_again(&state, viewer, &headers, page, unmade, status).await)
        }
    }
}

/// A promo code that is to end.
#[derive(Debug, Deserialize)]
pub struct Ended {
    id: PromotionId,
}

/// `POST /dashboard/promotions/stop`: stops a promo code; back to the list.
pub async fn stop_promotion(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Form(sent): Form<Ended>,
) -> Result<Redirect, Failure> {
    payments::promotions::stop(&state.domain, &viewer, sent.id).await?;
    Ok(Redirect::to(dashboard::Part::Promotions.path()))
}

/// A case that is settled.
#[derive(Debug, Deserialize)]
pub struct Settled {
    order: OrderId,
    signature: String,
    /// `grant` to open what was ordered; else it was settled otherwise.
    #[serde(default)]
    act: String,
}

/// `POST /dashboard/cases`: the creator settled a case with the buyer, or opens what was ordered for it; back to the list.
pub async fn settle_case(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Form(sent): Form<Settled>,
) -> Result<Redirect, Failure> {
    let signature = sent.signature.parse().map_err(|_| Code::NotFound)?;
    let (domain, order) = (&state.domain, sent.order);
    match sent.act.as_str() {
        "grant" => payments::cases::grant(domain, &viewer, order, &signature).await?,
        _ => payments::cases::settle(domain, &viewer, order, &signature).await?,
    }
    Ok(Redirect::to(dashboard::Part::Sales.path()))
}

/// `POST /moderation/cases`: who looks after the site opens what was ordered for a case; back to the list.
pub async fn grant_case(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Form(sent): Form<Settled>,
) -> Result<Redirect, Failure> {
    let signature = sent.signature.parse().map_err(|_| Code::NotFound)?;
    payments::cases::grant(&state.domain, &viewer, sent.order, &signature).await?;
    Ok(Redirect::to("/moderation/cases"))
}
