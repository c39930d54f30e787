/** Every bound of the merge and of the conversation, in one place. */

/** A payload, in bytes. */
export const PAYLOAD_BYTES_MAX = 65_536;
/** Parents that one change names. */
export const PARENTS_MAX = 64;
/** A path or a list path, in bytes. */
export const PATH_BYTES_MAX = 256;
/** Arrays and maps within a value, itself and a record's body counted. */
export const NESTING_MAX = 8;
/** The code of an exclusion, in bytes. */
export const CODE_BYTES_MAX = 64;
/** Arrays and maps within anything that is unpacked; the deepest real message has ten. */
export const PACKED_DEPTH_MAX = 16;
/** The largest claim of a time: ms since 2024-01-01. */
export const TIME_MAX = 2 ** 42 - 1;
/** Distinct envelopes kept of one change whose key is unknown. */
export const UNKNOWN_KEY_ENVELOPES_MAX = 4;
/** Envelopes and exclusion records that travel in one request, in bytes. */
export const BATCH_BYTES_MAX = 524_288;
/** Changes, exclusion records, or offered documents in one request. */
export const BATCH_ITEMS_MAX = 4_096;
/** The part of a cursor that names the node and its incarnation; the rest is opaque. */
export const INCARNATION_BYTES = 16;
