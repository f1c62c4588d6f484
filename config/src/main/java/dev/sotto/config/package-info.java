/**
 * What an operator may set: {@code reference.yaml} has every key with its default and is the schema; a file and the
 * environment change values, never add keys. {@link dev.sotto.config.SettingsLoader} turns them into checked records and
 * reports every wrong key at once, by its path and the name it can be set by.
 *
 * <p>Called once at start, on the main thread. Everything is immutable.
 */
@NullMarked
package dev.sotto.config;

import org.jspecify.annotations.NullMarked;
