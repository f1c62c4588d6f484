/** Programs that are not ours, on loopback, against a real telephone edge. */
@NullMarked
package dev.sotto.gateway.interop;

import org.jspecify.annotations.NullMarked;
