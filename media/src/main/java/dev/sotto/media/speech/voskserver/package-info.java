/**
 * Live recognition by a vosk-server over its WebSocket: {@code {"config":{"sample_rate":8000}}}, 16 bit samples, partial and
 * final results, {@code {"eof":1}}. The server ends a connection after its last result, so that each utterance has its own.
 */
@NullMarked
package dev.sotto.media.speech.voskserver;

import org.jspecify.annotations.NullMarked;
