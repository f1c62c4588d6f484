/**
 * The load test's command line: virtual callers and agents against a running server, over the wire only.
 *
 * <p>{@code phone} is a telephone that measures what it hears, {@code desk} an agent who answers cards, {@code experiment}
 * what is done with many of both and how it is reported. The commands here read options, run one experiment and print. They
 * wait on the main thread; everything else is on event loops.
 */
@NullMarked
package dev.sotto.loadtest;

import org.jspecify.annotations.NullMarked;
