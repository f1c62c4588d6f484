package dev.sotto.gateway.sip.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipParserTest {
    private final SipParser parser = new SipParser(SipLimits.DEFAULT);

    private SipMessage parse(String text) throws MalformedMessage {
        return parser.parse(text.getBytes(UTF_8));
    }

    private MalformedMessage fault(byte[] octets) {
        return catchThrowableOfType(MalformedMessage.class, () -> parser.parse(octets));
    }

    @Test
    void compactNamesAndFoldingAreUndone() throws Exception {
        SipMessage message =
                parse("BYE sip:a@b SIP/2.0\r\nv: SIP/2.0/UDP h\r\ni: x\r\ns: one\r\n\ttwo\r\n   three\r\n\r\n");
        assertThat(message.headers().fields())
                .containsExactly(
                        new Header("Via", "SIP/2.0/UDP h"),
                        new Header("Call-ID", "x"),
                        new Header("Subject", "one two three"));
    }

    @Test
    void bodyIsTheRestOfTheDatagramWithoutContentLength() throws Exception {
        assertThat(parse("INFO sip:a@b SIP/2.0\r\nv: x\r\n\r\nrest").bodyText()).isEqualTo("rest");
        assertThat(parse("INFO sip:a@b SIP/2.0\r\nl: 2\r\n\r\nrest").bodyText()).isEqualTo("re");
    }

    @Test
    void emptyLinesBeforeTheStartLineAreSkipped() throws Exception {
        assertThat(parse("\r\n\r\nBYE sip:a@b SIP/2.0\r\n\r\n")).hasToString("BYE sip:a@b");
    }

    @Test
    void faultCarriesTheHeadersThatItsAnswerNeeds() {
        MalformedMessage fault = fault("INVITE  sip:a@b SIP/2.0\r\nv: SIP/2.0/UDP h\r\ni: x\r\n\r\n".getBytes(UTF_8));
        assertThat(fault.status()).isEqualTo(400);
        assertThat(fault.request().headers().first("Call-ID")).isEqualTo("x");
    }

    @Test
    void badUtf8IsAFaultWithItsPosition() {
        byte[] octets = "BYE sip:a@b SIP/2.0\r\ns: \u00ff\r\n\r\n".getBytes(ISO_8859_1);
        MalformedMessage fault = fault(octets);
        assertThat(fault.reason()).isEqualTo("Not UTF-8");
        assertThat(fault.position()).isEqualTo(21);
    }

    @Test
    void limitsAreFaultsAndNotMemory() {
        String manyHeaders = "BYE sip:a@b SIP/2.0\r\n" + "x: y\r\n".repeat(300) + "\r\n";
        assertThat(fault(manyHeaders.getBytes(UTF_8)).status()).isEqualTo(513);
        String longHeader = "BYE sip:a@b SIP/2.0\r\nx: " + "y".repeat(9_000) + "\r\n\r\n";
        assertThat(fault(longHeader.getBytes(UTF_8)).status()).isEqualTo(513);
        String longFolded = "BYE sip:a@b SIP/2.0\r\nx: y" + ("\r\n " + "y".repeat(500)).repeat(40) + "\r\n\r\n";
        assertThat(fault(longFolded.getBytes(UTF_8)).status()).isEqualTo(513);
        byte[] big = new byte[40_000];
        System.arraycopy("BYE sip:a@b SIP/2.0\r\n\r\n".getBytes(UTF_8), 0, big, 0, 23);
        assertThat(fault(big).status()).isEqualTo(513);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "BYE",
                "BYE sip:a@b SIP/2.0",
                "BYE sip:a@b SIP/2.0\r\n",
                "BYE sip:a@b SIP/2.0\r\nv: x\r\n",
                "BYE sip:a@b SIP/2.0\r\n: x\r\n\r\n",
                "BYE sip:a@b SIP/2.0\r\nno colon\r\n\r\n",
                "BYE sip:a@b SIP/2.0\r\nl: x\r\n\r\n",
                "BYE sip:a@b SIP/2.0\r\nl: 99999999999999\r\n\r\n",
                "SIP/2.0 99 Low\r\n\r\n",
                "SIP/2.0 700 High\r\n\r\n",
                "SIP/2.0 2000 Long\r\n\r\n",
                "SIP/2.0 200\r\n\r\n",
                "SIP/3.0 200 OK\r\n\r\n",
                "B(E sip:a@b SIP/2.0\r\n\r\n",
                "BYE sip:a@b HTTP/1.1\r\n\r\n",
                "BYE a@b SIP/2.0\r\n\r\n",
                "BYE \"sip:a@b\" SIP/2.0\r\n\r\n",
                "BYE sip: SIP/2.0\r\n\r\n",
            })
    void notAMessage(String text) {
        assertThat(fault(text.getBytes(UTF_8))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip:alice@example.com|alice|example.com|0",
                "SIPS:alice:secret@example.com:5061;transport=tcp|alice|example.com|5061",
                "sip:[2001:db8::1]:5070||[2001:db8::1]|5070",
                "sip:+1-212-555;isub=1411@example.com;user=phone|+1-212-555;isub=1411|example.com|0",
                "sip:j%40s%4ft@192.0.2.1?subject=x|j@sOt|192.0.2.1|0",
            })
    void uriIsTakenApart(String text, String user, String host, int port) throws Exception {
        SipUri uri = SipUri.parse(text);
        assertThat(uri.user()).isEqualTo(user == null ? "" : user);
        assertThat(uri.host()).isEqualTo(host);
        assertThat(uri.port()).isEqualTo(port);
        assertThat(uri.toString()).isEqualToIgnoringCase(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:", "sip:@host", "sip:a@", "sip:a b@host", "sip:a@host:0", "sip:a@host:65536", "sip:a@host:x",
                "sip:a%4@host", "sip:a%zz@host", "sip:a@ho<st", "sip:a@[::1", "sip:a@[nonsense]", "tel:+1",
                        "sip:a@b;p=\"q\"",
                "sip:a@b@c",
            })
    void notASipUri(String text) {
        assertThat(catchThrowableOfType(SipSyntaxException.class, () -> SipUri.parse(text)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"open <sip:a@b>", "<sip:a@b", "sip:a@b>", "A, B <sip:a@b>", "<sip:a@b> x", "<sip:a@b>;=x",
                        "<sip:a@b>;;",
                "<sip:a@b>;x=", "", "nothing", "sip:a@b?x=y", "<>", "< sip:a@b>", "1x:y",
            })
    void notAnAddress(String text) {
        assertThat(catchThrowableOfType(SipSyntaxException.class, () -> NameAddr.parse(text)))
                .isNotNull();
    }

    @Test
    void quotedCommasAndSemicolonsDoNotSplit() throws Exception {
        assertThat(Lexer.split("\"a, \\\" b\" <sip:x,y@h;p>, <sip:c@d>"))
                .containsExactly("\"a, \\\" b\" <sip:x,y@h;p>", "<sip:c@d>");
        NameAddr quoted = NameAddr.parse("\"a; b\" <sip:x@h>;tag=1;note=\"x;y\"");
        assertThat(quoted.tag()).isEqualTo("1");
        assertThat(quoted.params().value("NOTE")).isEqualTo("\"x;y\"");
    }

    @Test
    void nothingThatWeWriteCanBreakALine() {
        assertThat(QuotedString.quote("a\"b\\c\r\nX: y")).isEqualTo("\"a\\\"b\\\\c  X: y\"");
    }
}
