package dev.sotto.gateway.sip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The 49 messages of RFC 4475, octet by octet. */
final class Rfc4475 {
    /** Section 3.1.1. */
    static final List<String> VALID = List.of(
            "wsinv",
            "intmeth",
            "esc01",
            "escnull",
            "esc02",
            "lwsdisp",
            "longreq",
            "dblreq",
            "semiuri",
            "transports",
            "mpart01",
            "unreason",
            "noreason");
    /** Section 3.1.2. */
    static final List<String> INVALID = List.of(
            "badinv01",
            "clerr",
            "ncl",
            "scalar02",
            "scalarlg",
            "quotbal",
            "ltgtruri",
            "lwsruri",
            "lwsstart",
            "trws",
            "escruri",
            "baddate",
            "regbadct",
            "badaspec",
            "baddn",
            "badvers",
            "mismatch01",
            "mismatch02",
            "bigcode");
    /** Sections 3.2 to 3.4. */
    static final List<String> BEYOND_SYNTAX = List.of(
            "badbranch",
            "insuf",
            "unkscm",
            "novelsc",
            "unksm2",
            "bext01",
            "invut",
            "regaut01",
            "multi01",
            "mcl01",
            "bcast",
            "zeromf",
            "cparam01",
            "cparam02",
            "regescrt",
            "sdp01",
            "inv2543");

    private Rfc4475() {}

    static byte[] message(String name) {
        try (InputStream file = Rfc4475.class.getResourceAsStream("/rfc4475/" + name + ".dat")) {
            if (file == null) {
                throw new IllegalArgumentException("no such message: " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
