/**
 * What all recognisers behind a network share: what is said to them ({@link dev.sotto.media.speech.service.Dictation}),
 * their sockets, time-outs, failures, and the circuit that stops asking one that fails.
 *
 * <p>A {@link dev.sotto.media.speech.service.DictationService} is called on the context of a call and never blocks it: sound
 * is copied into a bounded queue, and all that has to do with the network happens on a context of its own. What a service
 * hears or fails at comes back through the executor of the call, an utterance ends exactly once.
 */
@NullMarked
package dev.sotto.media.speech.service;

import org.jspecify.annotations.NullMarked;
