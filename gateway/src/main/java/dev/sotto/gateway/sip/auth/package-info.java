/**
 * Digest access authentication (RFC 7616, with the SIP rules of RFC 3261, 22 and the algorithms of RFC 8760; RFC 2617 and 2069
 * peers are understood): {@link DigestServer} asks and checks, {@link DigestClient} answers.
 *
 * <p>Values and machines without sockets and clocks: time and randomness are arguments. A machine belongs to one event loop.
 * Nothing here throws for what came from outside: a header that can't be read is a
 * {@link dev.sotto.gateway.sip.message.SipSyntaxException} inside and a refusal outside.
 */
@NullMarked
package dev.sotto.gateway.sip.auth;

import org.jspecify.annotations.NullMarked;
