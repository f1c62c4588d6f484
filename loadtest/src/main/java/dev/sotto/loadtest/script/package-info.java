/**
 * Callers as people write them: YAML files of what somebody says, presses, waits for and reacts to, and of the voices they have.
 *
 * <p>{@link dev.sotto.loadtest.script.ScriptLibrary} reads the shipped files or a user's own and reports everything that is wrong
 * with file, line and hint; a {@link dev.sotto.loadtest.script.CallerScript} is one file, from which
 * {@link dev.sotto.loadtest.script.CallerScript#draw} makes the {@link dev.sotto.loadtest.phone.Script} of one caller: alternatives
 * drawn by seed, variables filled in. Used by commands and experiments before the first call, on one thread; what it returns is
 * immutable.
 */
@NullMarked
package dev.sotto.loadtest.script;

import org.jspecify.annotations.NullMarked;
