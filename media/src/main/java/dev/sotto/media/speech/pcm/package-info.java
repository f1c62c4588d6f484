/**
 * Sound as engines outside of this process have it (WAV, little-endian bytes, their own rates) and ours: 8 kHz samples. One
 * thread at a time.
 */
@NullMarked
package dev.sotto.media.speech.pcm;

import org.jspecify.annotations.NullMarked;
