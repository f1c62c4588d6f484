/**
 * Live recognition over a WebSocket as Deepgram speaks it ({@code /v1/listen}), for that service and those that copy its
 * protocol. A call has one connection; which words belong to which utterance is told by their place in the sound that was
 * sent, so late, double and swapped results do no harm.
 */
@NullMarked
package dev.sotto.media.speech.deepgram;

import org.jspecify.annotations.NullMarked;
