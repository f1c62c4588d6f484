/**
 * Fakes with a meaning, shared by this module's tests: voices made of tones, an ear that finds them again, a recogniser with a
 * script, a link that loses packets and a bare UDP peer.
 */
@NullMarked
package dev.sotto.media.testbed;

import org.jspecify.annotations.NullMarked;
