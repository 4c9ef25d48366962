//! Methods no real node has: time travel, faults, reorgs; it refuses to be reached unless the network was opened for development.

use std::time::Duration;

use serde_json::{Value, json};

use crate::faults::{FaultKind, Faults};
use crate::node::{MAX_ADVANCE_MS, Node};
use crate::params::Params;
use crate::rpc::{Answer, RpcError, View};

/// `[{ms}]`: as if so many milliseconds had passed. Answers the slot and time arrived at.
pub fn advance(node: &mut Node, _: &View, params: &Params) -> Answer {
    let ms = need(params, "ms")?;
    let by_ms = i64::try_from(ms)
        .ok()
        .filter(|ms| *ms <= MAX_ADVANCE_MS)
        .ok_or_else(|| RpcError::params("`ms` may be at most a century"))?;
    node.advance(by_ms)?;
    Ok(json!({ "slot": node.tip(), "nowMs": node.clock.now_ms() }))
}

/// `[{kind, count?, method?, ms?, slots?}]`: see [`Faults`]. `count` is 1 if it is not given.
pub fn fault(node: &mut Node, _: &View, params: &Params) -> Answer {
    let config = params.config(0)?;
    let kind = match config.text("kind")? {
        Some("null") => FaultKind::Null,
        Some("error429") => FaultKind::Error429,
        Some("drop") => FaultKind::Drop,
        Some("delay") => FaultKind::Delay(Duration::from_millis(need(params, "ms")?)),
        Some("lag") => FaultKind::Lag {
            slots: need(params, "slots")?,
        },
        Some("pruned") => FaultKind::Pruned {
            keep: need(params, "slots")?,
        },
        Some("clear") => FaultKind::Clear,
        _ => {
            return Err(RpcError::params(
                "`kind` must be one of null, error429, drop, delay, lag, pruned, clear",
            ));
        }
    };
    let count = config.number("count")?.unwrap_or(1);
    let fault = Faults {
        kind,
        method: config.text("method")?.map(str::to_owned),
        count: u32::try_from(count).unwrap_or(u32::MAX),
    };
    node.pending
        .add(fault)
        .map_err(|error| RpcError::params(error.to_string()))?;
    Ok(Value::Null)
}

/// `[{slots}]`: removes the transactions of so many slots. Answers their signatures, oldest first.
pub fn reorg(node: &mut Node, _: &View, params: &Params) -> Answer {
    let removed = node.reorg(need(params, "slots")?)?;
    let signatures = removed
        .iter()
        .map(|signature| json!(signature.to_string()))
        .collect();
    Ok(Value::Array(signatures))
}

fn need(params: &Params, name: &str) -> Result<u64, RpcError> {
    params
        .config(0)?
        .number(name)?
        .ok_or_else(|| RpcError::params(format!("Invalid params: missing field `{name}`.")))
}
