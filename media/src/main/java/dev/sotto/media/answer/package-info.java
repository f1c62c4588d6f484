/**
 * Who has answered a call of ours: a person, a machine or a fax, by the sound of the first seconds.
 *
 * <p>{@link dev.sotto.media.answer.AnswerDetector} takes 20 ms frames and says what it has found; {@code ToneMeter} finds single
 * tones (the beep). Both count frames, so their time is the sound's. What is measured on synthesised greetings stands in {@code
 * AnswerDetectorTest}: the rule is old (a person says little and waits, a machine talks on), and so are its mistakes.
 *
 * <p>Called by {@code media.session} for each frame of a call; call context only, nothing allocates.
 */
@NullMarked
package dev.sotto.media.answer;

import org.jspecify.annotations.NullMarked;
