/**
 * Hears and makes sound. Packets go in, utterances come out; phrases go in, packets come out.
 *
 * <p>The way of a packet: {@code session.MediaSocket} receives it, {@code rtp} reads it, {@code jitter} orders it,
 * {@code codec} turns it into samples, {@code turn} decides who speaks, {@code speech} finds the words, and
 * {@code session.MediaSession} tells its listener. Everything of a call runs on one event loop and never blocks; only
 * {@code speech} owns worker threads. This module knows nothing of tasks, people, SIP or HTTP.
 */
@NullMarked
package dev.sotto.media;

import org.jspecify.annotations.NullMarked;
