//! JSON values to Ruby objects and back.

use magnus::prelude::*;
use magnus::rb_sys::{AsRawValue, FromRawValue, protect};
use magnus::value::{Qfalse, Qtrue};
use magnus::{Error, Float, Integer, IntoValue, RArray, RHash, RString, Ruby, Symbol, TryConvert, Value};
use serde_json::{Map, Number, Value as Json};

use crate::errors::message;

/// How deep a Ruby value may be nested: one that contains itself would never end.
const MAX_DEPTH: usize = 32;

/// A frozen Ruby object for a JSON value, frozen all the way down.
pub(crate) fn to_ruby(ruby: &Ruby, json: &Json) -> Result<Value, Error> {
    Ok(match json {
        Json::Null => ruby.qnil().as_value(),
        Json::Bool(flag) => flag.into_value_with(ruby),
        Json::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => number.into_value_with(ruby),
            (None, Some(number)) => number.into_value_with(ruby),
            (None, None) => number.as_f64().into_value_with(ruby),
        },
        Json::String(text) => frozen(ruby.str_new(text).as_value()),
        Json::Array(values) => {
            let array = ruby.ary_new_capa(values.len());
            for value in values {
                array.push(to_ruby(ruby, value)?)?;
            }
            frozen(array.as_value())
        }
        Json::Object(map) => map_to_ruby(ruby, map)?,
    })
}

/// A frozen Hash with texts as keys.
pub(crate) fn map_to_ruby(ruby: &Ruby, map: &Map<String, Json>) -> Result<Value, Error> {
    let hash = ruby.hash_new();
    for (name, value) in map {
        hash.aset(ruby.str_new(name).to_interned_str(), to_ruby(ruby, value)?)?;
    }
    Ok(frozen(hash.as_value()))
}

/// A new Hash of the members of both, as `Hash#merge` makes one, without calling a method.
pub(crate) fn merged(hash: RHash, other: RHash) -> Result<RHash, Error> {
    let merged = protect(|| {
        // SAFETY: both are live Hashes, and `protect` catches what comparing their keys might raise.
        unsafe { rb_sys::rb_hash_update_by(rb_sys::rb_hash_dup(hash.as_raw()), other.as_raw(), None) }
    })?;
    // SAFETY: `rb_hash_update_by` returns the Hash it was given.
    RHash::try_convert(unsafe { Value::from_raw(merged) })
}

/// The same object, frozen.
pub(crate) fn frozen(value: Value) -> Value {
    value.freeze();
    value
}

/// A JSON object for a Hash whose keys are symbols or texts and whose values are made of nil, true, false, numbers,
/// texts, symbols, arrays and hashes.
pub(crate) fn map_from_ruby(ruby: &Ruby, hash: RHash) -> Result<Map<String, Json>, Error> {
    read_map(ruby, hash, 0)
}

fn read(ruby: &Ruby, value: Value, depth: usize) -> Result<Json, Error> {
    if depth > MAX_DEPTH {
        return Err(Error::new(ruby.exception_arg_error(), "nested too deeply"));
    }
    if value.is_nil() {
        return Ok(Json::Null);
    }
    if Qtrue::from_value(value).is_some() {
        return Ok(Json::Bool(true));
    }
    if Qfalse::from_value(value).is_some() {
        return Ok(Json::Bool(false));
    }
    if let Some(text) = RString::from_value(value) {
        return Ok(Json::String(text.to_string()?));
    }
    if let Some(symbol) = Symbol::from_value(value) {
        return Ok(Json::String(symbol.name()?.into_owned()));
    }
    if let Some(integer) = Integer::from_value(value) {
        return Ok(Json::Number(integer.to_i64()?.into()));
    }
    if let Some(float) = Float::from_value(value) {
        // JSON has no NaN and no infinity; as a text, each is a wrong value rather than none.
        let float = float.to_f64();
        return Ok(Number::from_f64(float).map_or_else(|| Json::String(float.to_string()), Json::Number));
    }
    if let Some(array) = RArray::from_value(value) {
        let mut values = Vec::with_capacity(array.len());
        for index in 0..array.len() {
            values.push(read(ruby, array.entry(index as isize)?, depth + 1)?);
        }
        return Ok(Json::Array(values));
    }
    if let Some(hash) = RHash::from_value(value) {
        return Ok(Json::Object(read_map(ruby, hash, depth + 1)?));
    }
    // ActiveSupport::Duration and BigDecimal, among others, are numbers by conversion.
    match f64::try_convert(value).ok().and_then(Number::from_f64) {
        Some(number) => Ok(Json::Number(number)),
        None => {
            // SAFETY: the name is copied at once.
            let class = unsafe { value.classname() }.into_owned();
            Err(Error::new(
                ruby.exception_type_error(),
                format!("{class} is neither nil, true, false, a number, a String, a Symbol, an Array nor a Hash"),
            ))
        }
    }
}

fn read_map(ruby: &Ruby, hash: RHash, depth: usize) -> Result<Map<String, Json>, Error> {
    let mut map = Map::new();
    hash.foreach(|name: Value, value: Value| {
        let name = match Symbol::from_value(name) {
            Some(symbol) => symbol.name()?.into_owned(),
            None => String::try_convert(name)?,
        };
        let value = read(ruby, value, depth)
            .map_err(|error| Error::new(ruby.exception_arg_error(), format!("{name}: {}", message(&error))))?;
        map.insert(name, value);
        Ok(magnus::r_hash::ForEach::Continue)
    })?;
    Ok(map)
}
