package dev.sotto.loadtest.acd;

import java.time.Duration;

/**
 * What the queue says.
 *
 * @param welcome at once
 * @param again from then on, {@code every} so often
 */
record QueueTexts(String welcome, String again, Duration every) {}
