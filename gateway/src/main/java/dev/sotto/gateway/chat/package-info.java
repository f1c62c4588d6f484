/**
 * Customers' chat: {@code WS /v1/chat}, and the same conversations opened by integrators over REST.
 *
 * <p>{@code ChatSocket} speaks the protocol on one connection, {@code ChatEdge} joins the sockets of one HTTP edge instance
 * with the bus (one address per instance, never per conversation), {@code Visits} is what all instances share: whose
 * connection a conversation has, and how far its client has surely received. The transcript at the conversation's owner is
 * the only buffer: words for a visitor who is away are not kept here but read again when the visitor is back.
 * {@code Delivery} decides what is sent, so that a cut at any moment loses nothing and doubles nothing.
 */
@NullMarked
package dev.sotto.gateway.chat;

import org.jspecify.annotations.NullMarked;
