/**
 * The old contact centre, which an assistant that escalates transfers its callers to: a queue, and people who take one call at a
 * time, talk, listen, look things up, decide, and wrap up.
 *
 * <p>{@link dev.sotto.loadtest.acd.ContactCentre} answers SIP over UDP on one event loop with one tick of 20 ms for all calls; an
 * experiment opens it and reads its {@link dev.sotto.loadtest.acd.ServedCall}s. {@code Answering} is a call's signalling,
 * {@code Floor} the queue and the people, {@code Talk} a conversation by the dialogue of the caller's intent
 * ({@code people/*.yaml}), {@code CallerVoice} what a person hears of the caller, {@code Line} a call's sound. What takes a person
 * time and what they decide comes from package desk. All of them live on the loop and take the time as an argument.
 *
 * <p>Where in doubt it favours the contact centre: a person sees everything that the assistant knew and asks nothing twice, does
 * not mishear, reads while greeting, and answers without ringing.
 */
@NullMarked
package dev.sotto.loadtest.acd;

import org.jspecify.annotations.NullMarked;
