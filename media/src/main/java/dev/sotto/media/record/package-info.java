/**
 * A call's sound as a file, where an operator wants it: stereo WAV, the caller on the left, we on the right.
 *
 * <p>A call's {@code media.session} gives every frame to its {@link CallRecording}, which is a {@link SoundTap}, on the call's event
 * loop; {@link RecordingWriter} writes them on a thread of its own. Between the two there are a few buffers per call and nothing
 * else: when the disk is slow, sound is lost and counted, and the call never waits. The file's time is the call's time, so places
 * of words in the call are places in the file; what is not to be recorded is silence in it.
 */
@NullMarked
package dev.sotto.media.record;

import org.jspecify.annotations.NullMarked;
