/**
 * Hours of ordinary traffic, and what they leave behind: memory, threads, files, timers, ports, clocks.
 *
 * <p>{@link dev.sotto.loadtest.soak.Soak} keeps a steady mix of calls and chats going, {@link dev.sotto.loadtest.soak.Sampler} looks at
 * the server every few seconds (its page of figures, {@code /proc}), {@link dev.sotto.loadtest.soak.Slope} tells growth from noise.
 * Called by the {@code soak} command; any thread.
 */
@NullMarked
package dev.sotto.loadtest.soak;

import org.jspecify.annotations.NullMarked;
