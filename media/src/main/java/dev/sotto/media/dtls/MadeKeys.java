package dev.sotto.media.dtls;

import dev.sotto.media.srtp.SrtpKeys;

/** What a handshake is for. */
public record MadeKeys(SrtpKeys sending, SrtpKeys receiving) {}
