/**
 * What callers may say: a {@link dev.sotto.media.speech.language.Vocabulary} of example sentences becomes the n-gram
 * language model and the pronunciation dictionary that the embedded recognisers search with.
 *
 * <p>Called once at start, on a worker thread. Files are written to a working folder and found again by a hash of their
 * content. Stateless otherwise.
 */
@NullMarked
package dev.sotto.media.speech.language;

import org.jspecify.annotations.NullMarked;
