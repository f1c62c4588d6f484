package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.NameAddr;
import dev.sotto.gateway.sip.message.SipLimits;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipParser;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.message.SipWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each torture message is answered as its section of RFC 4475 says. */
class Rfc4475Test {
    private final SipParser parser = new SipParser(SipLimits.DEFAULT);

    /** {@code ring}: a call is offered to the listener; {@code drop}: no answer at all. */
    @ParameterizedTest
    @CsvSource({
        "wsinv,481", // well-formed; a To tag without a dialog (RFC 3261, 12.2.2)
        "intmeth,501",
        "esc01,ring",
        "escnull,405", // we are no registrar
        "esc02,501",
        "lwsdisp,200",
        "longreq,ring",
        "dblreq,405",
        "semiuri,200",
        "transports,200",
        "mpart01,405",
        "unreason,drop", // well-formed responses to nothing that we asked
        "noreason,drop",
        "badinv01,400",
        "clerr,400",
        "ncl,400",
        "scalar02,400",
        "scalarlg,drop",
        "quotbal,400",
        "ltgtruri,400",
        "lwsruri,400",
        "lwsstart,400",
        "trws,400",
        "escruri,400",
        "baddate,ring", // 3.1.2.12: not to be rejected by who doesn't need the date
        "regbadct,400",
        "badaspec,400",
        "baddn,400",
        "badvers,505",
        "mismatch01,400",
        "mismatch02,501",
        "bigcode,drop",
        "badbranch,200", // falls back to RFC 2543's transaction identifier
        "insuf,400",
        "unkscm,416",
        "novelsc,416",
        "unksm2,405",
        "bext01,420",
        "invut,415",
        "regaut01,405",
        "multi01,400",
        "mcl01,400",
        "bcast,drop",
        "zeromf,200", // an endpoint treats it as any other (3.3.11)
        "cparam01,405",
        "cparam02,405",
        "regescrt,405",
        "sdp01,406",
        "inv2543,ring",
    })
    void isAnsweredAsTheDocumentSays(String name, String answer) {
        Scene scene = new Scene();
        scene.hear(Rfc4475.message(name));
        if (answer.equals("ring")) {
            assertThat(scene.calls.calls).hasSize(1);
            assertThat(scene.wire.take()).containsExactly("100");
        } else if (answer.equals("drop")) {
            assertThat(scene.wire.take()).isEmpty();
        } else {
            assertThat(scene.wire.take()).last().isEqualTo(answer);
            assertThat(scene.calls.calls).isEmpty();
        }
    }

    @Test
    void corpusIsComplete() {
        assertThat(everyMessage().distinct()).hasSize(49);
    }

    static Stream<String> everyMessage() {
        return Stream.of(Rfc4475.VALID, Rfc4475.INVALID, Rfc4475.BEYOND_SYNTAX).flatMap(java.util.List::stream);
    }

    static Stream<String> valid() {
        return Rfc4475.VALID.stream();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void validMessageSurvivesWritingAndParsing(String name) throws Exception {
        SipMessage message = parser.parse(Rfc4475.message(name));
        ByteBuf written = Unpooled.buffer();
        SipWriter.write(message, written);
        byte[] octets = new byte[written.readableBytes()];
        written.readBytes(octets);
        assertThat(parser.parse(octets)).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void nothingBreaksTheNextCall(String name) {
        Scene scene = new Scene(call -> call.answer("v=0"));
        scene.hear(Rfc4475.message(name));
        scene.wire.take();
        assertThat(scene.hear(scene.caller.invite())).containsExactly("100", "200");
    }

    @Test
    void tortuousInviteIsUnderstood() throws Exception {
        SipRequest invite = (SipRequest) parser.parse(Rfc4475.message("wsinv"));
        Essentials essentials = Essentials.of(invite.headers());
        assertThat(essentials.to().tag()).isEqualTo("1918181833n");
        assertThat(essentials.from().displayText()).isEqualTo("J Rosenberg \\\"");
        assertThat(essentials.cseq()).isEqualTo(new CSeq(9, "INVITE"));
        assertThat(essentials.vias())
                .extracting(via -> via.sentBy() + " " + via.branch())
                .containsExactly(
                        "192.0.2.2 390skdjuw", "spindle.example.com z9hG4bK9ikj8", "192.168.255.111 z9hG4bK30239");
        assertThat(invite.headers().first("NewFangledHeader")).isEqualTo("newfangled value continued newfangled value");
        assertThat(invite.body()).hasSize(150);
    }

    @Test
    void unusualCharactersAreUnderstood() throws Exception {
        SipRequest request = (SipRequest) parser.parse(Rfc4475.message("intmeth"));
        Essentials essentials = Essentials.of(request.headers());
        assertThat(essentials.to().displayText()).isEqualTo("BEL:\u0007 NUL:\u0000 DEL:\u007f");
        assertThat(essentials.from().params().value("fromParam''~+*_!.-%")).isEqualTo("\"работающий\"");
        assertThat(essentials.from().tag()).isEqualTo("_token~1'+`*%!-.");
        assertThat(SipUri.parse(request.uri()).user()).isEqualTo("1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*");
        assertThat(request.headers().first("extensionHeader-!.%*+_`'~")).isEqualTo("\ufeff大停電");
    }

    @Test
    void escapesAreUndoneOnceAndNulIsNoEnd() throws Exception {
        SipRequest invite = (SipRequest) parser.parse(Rfc4475.message("esc01"));
        assertThat(SipUri.parse(invite.uri()).user()).isEqualTo("sips:user@example.com");
        SipUri contact =
                SipUri.parse(NameAddr.parse(invite.headers().first("Contact")).uri());
        assertThat(contact.user()).isEqualTo("caller");
        assertThat(contact.param("n%61me")).isEqualTo("value%41");
        assertThat(SipUri.parse("sip:null-%00-null@example.com").user()).isEqualTo("null-\u0000-null");
    }

    @Test
    void binaryBodyIsCutByItsLength() throws Exception {
        SipRequest message = (SipRequest) parser.parse(Rfc4475.message("mpart01"));
        assertThat(message.body()).hasSize(553).endsWith("--7a9cbec02ceef655--\r\n".getBytes());
        SipRequest register = (SipRequest) parser.parse(Rfc4475.message("dblreq"));
        assertThat(register.body()).isEmpty();
    }

    @Test
    void refusedExtensionsAreNamedAndThoseForProxiesAreNot() {
        Scene scene = new Scene();
        scene.hear(Rfc4475.message("bext01"));
        assertThat(scene.wire.lastResponse().headers().first("Unsupported"))
                .isEqualTo("nothingSupportsThis, nothingSupportsThisEither");
    }
}
