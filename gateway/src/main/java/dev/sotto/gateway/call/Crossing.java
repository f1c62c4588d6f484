package dev.sotto.gateway.call;

import java.util.concurrent.Executor;

/**
 * The border between SIP's event loop and that of a call: what goes over it is done there later, in the order in which it went.
 *
 * @param sip runs something on SIP's loop
 * @param call runs something on the call's loop
 */
record Crossing(Executor sip, Executor call) {}
