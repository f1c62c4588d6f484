/**
 * Voices that are programs of this machine, one process a sentence: text on its standard input, sound out. Called on the
 * workers that speak.
 *
 * <p>A process is started without a shell and without our environment (which may hold keys), ends within its time or is
 * killed, and writes nothing to disk: what must be a file is one in memory, readable by its owner, and gone when it was read.
 */
@NullMarked
package dev.sotto.media.speech.process;

import org.jspecify.annotations.NullMarked;
