/**
 * Chooses and starts the speech engines by the name in the settings. Called once at start, on a worker thread.
 */
@NullMarked
package dev.sotto.media.speech.engine;

import org.jspecify.annotations.NullMarked;
