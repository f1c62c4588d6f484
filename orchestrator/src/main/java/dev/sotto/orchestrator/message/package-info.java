/**
 * The records on the event bus and their addresses.
 *
 * <p>Addresses belong to verticle instances, never to conversations. Records carry words, never sound; they travel by
 * reference within a node. Every request has a timeout.
 */
@NullMarked
package dev.sotto.orchestrator.message;

import org.jspecify.annotations.NullMarked;
