package dev.parley.store;

/**
 * Counts since the store was opened; the numbers of one instance may be a moment apart.
 *
 * @param writes units that were committed
 * @param commits transactions that carried them
 * @param waiting units of writing that wait at this moment
 */
public record StoreStats(long writes, long commits, int waiting) {}
