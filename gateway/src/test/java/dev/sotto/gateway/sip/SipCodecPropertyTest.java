package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.NameAddr;
import dev.sotto.gateway.sip.message.Params;
import dev.sotto.gateway.sip.message.PercentEscapes;
import dev.sotto.gateway.sip.message.QuotedString;
import dev.sotto.gateway.sip.message.SipLimits;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipParser;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.message.SipWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What we write we read, and nothing that comes breaks the stack. */
class SipCodecPropertyTest {
    private static final String TOKEN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.!%*_+`'~";

    private final SipParser parser = new SipParser(SipLimits.DEFAULT);

    @Property(tries = 500)
    void writtenMessageIsReadAsTheSame(@ForAll("messages") SipMessage message) throws Exception {
        assertThat(parser.parse(octets(message))).isEqualTo(message);
    }

    @Property(tries = 300)
    void writtenAddressIsReadAsTheSame(
            @ForAll("displays") String display, @ForAll("users") String user, @ForAll("tokens") String tag)
            throws Exception {
        String uri = "sip:" + PercentEscapes.encodeUser(user) + "@example.com:5070;lr";
        NameAddr address = new NameAddr(QuotedString.quote(display), uri, Params.NONE.with("tag", tag));
        NameAddr read = NameAddr.parse(address.toString());
        assertThat(read).isEqualTo(address);
        assertThat(read.displayText()).isEqualTo(display);
        assertThat(SipUri.parse(read.uri()).user()).isEqualTo(user);
    }

    /** Torture messages with octets changed, cut out and doubled: always an answer or silence, never an exception. */
    @Property(tries = 1_500)
    void damagedMessagesBreakNothing(
            @ForAll("torture") String name, @ForAll("positions") List<Integer> places, @ForAll byte octet) {
        byte[] message = Rfc4475.message(name).clone();
        for (int place : places) {
            int at = Math.floorMod(place, message.length);
            switch (Math.floorMod(place, 3)) {
                case 0 -> message[at] = octet;
                case 1 -> message = Arrays.copyOf(message, Math.max(1, at));
                default -> System.arraycopy(message, at / 2, message, at, Math.min(20, message.length - at) / 2);
            }
        }
        Scene scene = new Scene(call -> call.answer("v=0"));
        scene.hear(message);
        scene.pass(300_000);
        assertThat(scene.meters.transactions).isZero();
    }

    @Property(tries = 500)
    void noiseBreaksNothing(@ForAll byte[] noise) {
        Scene scene = new Scene();
        assertThat(scene.hear(noise)).hasSizeLessThanOrEqualTo(1);
    }

    private static byte[] octets(SipMessage message) {
        ByteBuf written = Unpooled.buffer();
        SipWriter.write(message, written);
        byte[] octets = new byte[written.readableBytes()];
        written.readBytes(octets);
        return octets;
    }

    @Provide
    Arbitrary<SipMessage> messages() {
        Arbitrary<Headers> headers = Combinators.combine(tokens(), values())
                .as((name, value) -> new Header(HeaderNames.canonical(name), value))
                .filter(header -> !header.name().equalsIgnoreCase("Content-Length"))
                .list()
                .ofMaxSize(20)
                .map(Headers::new);
        Arbitrary<byte[]> bodies = Arbitraries.bytes().array(byte[].class).ofMaxSize(500);
        Arbitrary<SipMessage> requests = Combinators.combine(tokens(), users(), headers, bodies)
                .as((method, user, all, body) -> new SipRequest(
                        method.startsWith("SIP/") ? "X" : method,
                        "sip:" + PercentEscapes.encodeUser(user) + "@example.com",
                        all,
                        body));
        Arbitrary<SipMessage> responses = Combinators.combine(
                        Arbitraries.integers().between(100, 699), values(), headers, bodies)
                .as(SipResponse::new);
        return Arbitraries.oneOf(requests, responses);
    }

    @Provide
    Arbitrary<String> tokens() {
        return Arbitraries.strings().withChars(TOKEN).ofMinLength(1).ofMaxLength(20);
    }

    /** Anything on one line that does not begin or end with white space. */
    @Provide
    Arbitrary<String> values() {
        return text().map(String::strip).map(text -> text.replaceAll("^[ \\t]+|[ \\t]+$", ""));
    }

    @Provide
    Arbitrary<String> displays() {
        return text();
    }

    @Provide
    Arbitrary<String> users() {
        return text().filter(text -> !text.isEmpty());
    }

    private static Arbitrary<String> text() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('\u00a1', '\ud7ff')
                .withCharRange('\ue000', '\ufffd')
                .ofMaxLength(40);
    }

    @Provide
    Arbitrary<String> torture() {
        return Arbitraries.of(Rfc4475Test.everyMessage().toList());
    }

    @Provide
    Arbitrary<List<Integer>> positions() {
        return Arbitraries.integers().between(0, 5_000).list().ofMinSize(1).ofMaxSize(8);
    }
}
