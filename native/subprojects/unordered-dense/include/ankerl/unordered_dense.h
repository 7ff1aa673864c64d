// Stands in for ankerl::unordered_dense, which Debian does not ship, with the
// containers of the standard library.
//
// mediasoup uses what both share: insertion, lookup, erasure, iteration. It does
// not lean on what only the original promises (elements side by side in memory,
// iteration in order of insertion). Its lookups are a few per packet, among a
// handful of entries.

#pragma once

#include <functional>
#include <unordered_map>
#include <unordered_set>

namespace ankerl::unordered_dense
{
	template<typename Key>
	using hash = std::hash<Key>;

	template<typename Key, typename Value, typename Hash = hash<Key>, typename Equal = std::equal_to<Key>>
	using map = std::unordered_map<Key, Value, Hash, Equal>;

	template<typename Key, typename Hash = hash<Key>, typename Equal = std::equal_to<Key>>
	using set = std::unordered_set<Key, Hash, Equal>;
} // namespace ankerl::unordered_dense
