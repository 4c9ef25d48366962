//! Following a creator, and who follows whom: told of those only who let it be seen.

use super::store;
use crate::{
    Domain, Result, Tx, Viewer,
    engagement::{
        self, Met,
        store::{Act, Listed},
    },
    identity,
    notifications::{self, Notice},
};
use shared::{
    Code,
    comments::PersonRef,
    creators::CreatorCard,
    engagement::Switch,
    identity::Handle,
    ids::UserId,
    live::{Channel, Event},
    notifications::NotificationKind,
    paging::{self, Page},
    settings::Activity,
};
use std::str::FromStr;

/// Follows a creator, or no longer; nobody follows themself.
pub async fn follow(domain: &Domain, viewer: &Viewer, handle: &str, on: bool) -> Result<Switch> {
    let person = viewer.person()?;
    let handle = Handle::from_str(handle).map_err(|_| Code::NotFound)?;
    let met = store::met(&domain.db, &handle, person.id).await?;
    let (creator, blocks) = met.ok_or(Code::NotFound)?;
    if creator == person.id {
        return Err(Code::OwnPage.into());
    }
    if on && blocks {
        return Err(Code::Blocked.into());
    }
    let tx = domain.begin_together().await?;
    let (switch, turned) = engagement::turn(domain, &tx, person.id, Act::Follow, creator.0, on).await?;
    match (turned, on) {
        (true, true) => {
            let notice = Notice {
                from: Some(person.id),
                ..Notice::new(creator, NotificationKind::Follow, creator)
            };
            engagement::tell(domain, &tx, person.id, notice).await?;
        }
        (true, false) => notifications::take_back(&tx, person.id, creator.0).await?,
        (false, _) => {}
    }
    if turned {
        tell_of_followers(&tx, creator, person.id, switch.count);
    }
    tx.commit().await?;
    Ok(switch)
}

/// Tells how many follow a creator now; what is for followers is open or closed to this one from now on.
fn tell_of_followers(tx: &Tx, creator: UserId, follower: UserId, count: Option<u64>) {
    let followers = count.unwrap_or_default();
    tx.tell(Channel::Creator(creator), Event::Followers { followers });
    tx.tell(Channel::Person(follower), Event::Rights);
}

/// Who follows a creator, the last first, of those who let it be seen. Their number is the creator's count, which has the
/// others too.
pub async fn followers(
    domain: &Domain,
    viewer: &Viewer,
    handle: &str,
    cursor: Option<&str>,
) -> Result<Page<PersonRef>> {
    let creator = of(domain, handle).await?;
    let hidden = engagement::hidden(domain, viewer).await?;
    let after = paging::decode_cursor(cursor)?;
    let mut found = store::followers(&domain.db, creator.id, paging::DEFAULT_LIMIT, after).await?;
    let more = found.len() > paging::DEFAULT_LIMIT as usize;
    found.truncate(paging::DEFAULT_LIMIT as usize);
    let next_cursor = found
        .last()
        .filter(|_| more)
        .map(|last| paging::encode_cursor(&(last.at, last.id.0)));
    Ok(Page {
        items: found
            .into_iter()
            .filter(|follower| !hidden.contains(&follower.id))
            .map(|follower| follower.person)
            .collect(),
        next_cursor,
        total: creator.counts.followers,
    })
}

/// Whom a creator follows, the last first; nobody, if they do not let it be seen by others.
pub async fn following(
    domain: &Domain,
    viewer: &Viewer,
    handle: &str,
    cursor: Option<&str>,
) -> Result<Page<CreatorCard>> {
    let creator = of(domain, handle).await?;
    let person = identity::person_by_handle(domain, &creator.handle)
        .await?
        .ok_or(Code::NotFound)?;
    if person.settings.activity == Activity::Nobody && viewer.id() != Some(creator.id) {
        return Ok(Page {
            items: Vec::new(),
            next_cursor: None,
            total: 0,
        });
    }
    let (db, limit) = (&domain.db, paging::DEFAULT_LIMIT);
    let after = paging::decode_cursor(cursor)?;
    let mut found = engagement::store::newest(db, Listed::All(Act::Follow), creator.id, limit, after).await?;
    let next_cursor = paging::cut(&mut found, limit, |(id, at)| paging::encode_cursor(&(at, id)));
    // One's own list is there to be changed.
    let met = match viewer.id() == Some(creator.id) {
        true => Met::Everybody,
        false => Met::Welcome,
    };
    let ids: Vec<UserId> = found.iter().map(|(id, _)| UserId(*id)).collect();
    Ok(Page {
        items: super::cards(domain, viewer, &store::listed(db, &ids).await?, met).await?,
        next_cursor,
        total: engagement::store::total(db, Listed::All(Act::Follow), creator.id).await?,
    })
}

async fn of(domain: &Domain, handle: &str) -> Result<store::Row> {
    let handle = Handle::from_str(handle).map_err(|_| Code::NotFound)?;
    Ok(store::by_handle(&domain.db, &handle)
        .await?
        .ok_or(Code::NotFound)?)
}
