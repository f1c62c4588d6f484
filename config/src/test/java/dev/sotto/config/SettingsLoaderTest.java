package dev.sotto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {
    @TempDir
    Path folder;

    @Test
    void defaultsAreTheDocumentedInterface() throws SettingsException {
        Settings settings = new SettingsLoader(Map.of()).load();

        assertThat(settings.http().host() + ":" + settings.http().port()).isEqualTo("127.0.0.1:8080");
        assertThat(settings.sip().host() + ":" + settings.sip().port()).isEqualTo("127.0.0.1:5060");
        assertThat(settings.rtp().ports()).isEqualTo(new PortRange(20_000, 29_999));
        assertThat(settings.rtp().srtp()).isEqualTo("optional");
        assertThat(settings.data().endsWith("data")).isTrue();
        assertThat(settings.http().maxConnections())
                .as("ten thousand chats, and desks")
                .isGreaterThan(10_000);
        assertThat(settings.chat().max()).isGreaterThan(10_000);
        assertThat(settings.demo().enabled()).isTrue();
        assertThat(settings.agents()).extracting(Settings.Person::name).containsExactly("ada", "ben", "sue");
        assertThat(settings.agents()).extracting(Settings.Person::role).containsExactly("agent", "agent", "supervisor");
    }

    @Test
    void modelNeedsAnAddressAndAName() throws SettingsException {
        SettingsException missing = catchThrowableOfType(
                SettingsException.class, () -> new SettingsLoader(Map.of("SOTTO_ASSISTANT_KIND", "model")).load());
        assertThat(missing.problems())
                .hasSize(2)
                .anyMatch(problem -> problem.contains("SOTTO_ASSISTANT_MODEL_URL"))
                .anyMatch(problem -> problem.contains("SOTTO_ASSISTANT_MODEL_NAME"));

        Settings.Assistant set = new SettingsLoader(Map.of(
                        "SOTTO_ASSISTANT_KIND", "model",
                        "SOTTO_ASSISTANT_MODEL_URL", "http://127.0.0.1:1/v1",
                        "SOTTO_ASSISTANT_MODEL_NAME", "m",
                        "SOTTO_ASSISTANT_MODEL_KEY", "s3cret",
                        "SOTTO_ASSISTANT_MODEL_HEDGE_AFTER", "0s"))
                .load()
                .assistant();
        assertThat(set.isModel()).isTrue();
        assertThat(set.model().hedgeAfter()).isZero();
        assertThat(set.toString()).doesNotContain("s3cret");
    }

    @Test
    void namedSpeechEnginesNeedTheirSettings() throws Exception {
        assertThat(failure(Map.of("SOTTO_SPEECH_RECOGNIZER", "deepgram")))
                .hasMessageContaining("speech.deepgram.key (or SOTTO_SPEECH_DEEPGRAM_KEY): is needed");
        assertThat(failure(Map.of("SOTTO_SPEECH_RECOGNIZER", "vosk-server")))
                .hasMessageContaining("speech.vosk_server.url (or SOTTO_SPEECH_VOSK_SERVER_URL): is needed");
        assertThat(failure(Map.of("SOTTO_SPEECH_RECOGNIZER", "openai")))
                .hasMessageContaining("speech.transcription.url");
        assertThat(failure(Map.of("SOTTO_SPEECH_VOICE", "openai"))).hasMessageContaining("speech.synthesis.url");
        assertThat(failure(Map.of("SOTTO_SPEECH_VOSK_SERVER_URL", "ws://user:pass@host")))
                .hasMessageContaining("without a password")
                .message()
                .doesNotContain("pass@");
        assertThat(failure(Map.of("SOTTO_SPEECH_SERVICE_FIRST_TIMEOUT", "5s"))).hasMessageContaining("at most 3s");

        Settings.Speech speech = new SettingsLoader(
                        Map.of("SOTTO_SPEECH_RECOGNIZER", "deepgram", "SOTTO_SPEECH_DEEPGRAM_KEY", "s3cret"))
                .load()
                .speech();
        assertThat(speech.engines().deepgram().key().value()).isEqualTo("s3cret");
        assertThat(speech.toString()).doesNotContain("s3cret");
    }

    @Test
    void theMemoryHasItsDefaultsAndItsLimits() throws Exception {
        Settings.Memory memory = new SettingsLoader(Map.of()).load().memory();
        assertThat(memory).isEqualTo(new Settings.Memory(5, Duration.ofDays(30), 10, Duration.ofDays(180)));

        SettingsException wrong = failure(Map.of("SOTTO_MEMORY_KEEP", "5m", "SOTTO_MEMORY_SAMPLE", "1"));

        assertThat(wrong).hasMessageContaining("memory.keep (or SOTTO_MEMORY_KEEP): must be from 1h");
        assertThat(wrong).hasMessageContaining("memory.sample");
    }

    @Test
    void sipHasUdpAndTcpUntilMoreIsSet() throws Exception {
        Settings.Sip usual = new SettingsLoader(Map.of()).load().sip();
        assertThat(usual.tls()).isEqualTo(new Settings.SipTls(5061, "", "", "", "none"));
        assertThat(usual.ws()).isEqualTo(new Settings.SipWebSocket(-1, ""));
        assertThat(usual.connections()).isEqualTo(new Settings.SipConnections(2_000, 200, Duration.ofMinutes(30)));

        Settings.Sip more = new SettingsLoader(Map.of(
                        "SOTTO_SIP_TLS_CERTIFICATE", "/etc/sotto/cert.pem",
                        "SOTTO_SIP_TLS_KEY", "/etc/sotto/key.pem",
                        "SOTTO_SIP_TLS_CLIENTS", "require",
                        "SOTTO_SIP_WS_PORT", "8088",
                        "SOTTO_SIP_CONNECTIONS_PER_ADDRESS", "7"))
                .load()
                .sip();
        assertThat(more.tls())
                .isEqualTo(new Settings.SipTls(5061, "/etc/sotto/cert.pem", "/etc/sotto/key.pem", "", "require"));
        assertThat(more.ws().port()).isEqualTo(8088);
        assertThat(more.connections().perAddress()).isEqualTo(7);
    }

    @Test
    void certificateNeedsItsKey() {
        SettingsException wrong = failure(Map.of("SOTTO_SIP_TLS_KEY", "key.pem", "SOTTO_SIP_WS_PORT", "sometimes"));

        assertThat(wrong).hasMessageContaining("sip.tls.certificate and sip.tls.key: set both or none");
        assertThat(wrong).hasMessageContaining("sip.ws.port (or SOTTO_SIP_WS_PORT): must be a whole number");
    }

    @Test
    void fileChangesTheReferenceAndTheEnvironmentChangesTheFile() throws Exception {
        Path file = file("http: {port: 9000, host: 127.0.0.2}\nrtp: {timeout: 2m}\n");

        Settings settings =
                new SettingsLoader(Map.of("SOTTO_CONFIG", file.toString(), "SOTTO_HTTP_PORT", "9001")).load();

        assertThat(settings.http().port()).isEqualTo(9001);
        assertThat(settings.http().host()).isEqualTo("127.0.0.2");
        assertThat(settings.rtp().timeout()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void everyWrongKeyIsReportedAtOnceWithItsPath() throws Exception {
        Path file = file(
                "http: {prot: 1}\nsip: {port: many}\nrtp: {ports: 5-1, codecs: PCMU GSM}\ndemo: {enabled: maybe}\n");

        SettingsException wrong = failure(Map.of("SOTTO_CONFIG", file.toString(), "SOTTO_HTP_PORT", "1"));

        assertThat(wrong.problems()).hasSize(6);
        assertThat(wrong).hasMessageContaining("http.prot is no setting");
        assertThat(wrong).hasMessageContaining("sip.port (or SOTTO_SIP_PORT): must be a whole number");
        assertThat(wrong).hasMessageContaining("rtp.ports");
        assertThat(wrong).hasMessageContaining("rtp.codecs (or SOTTO_RTP_CODECS): must be some of PCMU");
        assertThat(wrong).hasMessageContaining("demo.enabled");
        assertThat(wrong).hasMessageContaining("SOTTO_HTP_PORT in the environment is no setting");
    }

    @Test
    void brokenYamlIsAnErrorWithItsPlace() throws Exception {
        SettingsException wrong =
                failure(Map.of("SOTTO_CONFIG", file("http: {port: [\n").toString()));

        assertThat(wrong).hasMessageContaining("settings.yaml").hasMessageContaining("line 2");
    }

    @Test
    void missingFileIsAnError() {
        assertThat(failure(Map.of("SOTTO_CONFIG", folder.resolve("none.yaml").toString())))
                .hasMessageContaining("can't be read");
    }

    @Test
    void offLoopbackNobodySignsInWithADemoPassword() {
        assertThat(failure(Map.of("SOTTO_HTTP_HOST", "0.0.0.0"))).hasMessageContaining("needs agents");
    }

    @Test
    void peopleOfTheFileReplaceTheDemo() throws Exception {
        Path file = file("agents: [{name: kim, password: 'long enough', skills: [billing]}]\n");

        Settings settings = new SettingsLoader(Map.of("SOTTO_CONFIG", file.toString())).load();

        assertThat(settings.demo().enabled()).isFalse();
        assertThat(settings.agents()).extracting(Settings.Person::name).containsExactly("kim");
        assertThat(settings.toString()).doesNotContain("long enough");
    }

    @Test
    void everyKeyHasAnEnvironmentNameOfItsOwn() {
        Map<String, Long> names = SettingsLoader.reference().keySet().stream()
                .collect(Collectors.groupingBy(SettingsLoader::environmentName, Collectors.counting()));

        assertThat(names).containsKeys("SOTTO_SPEECH_RECOGNIZER", "SOTTO_DATA", "SOTTO_DATABASE_URL", "SOTTO_API_KEY");
        assertThat(names.values()).allMatch(count -> count == 1);
    }

    @Property(tries = 50)
    void anyPortIsTakenOrRefused(@ForAll @IntRange(min = -10, max = 70_000) int port) {
        Map<String, String> environment = new HashMap<>(Map.of("SOTTO_SIP_PORT", "" + port));
        try {
            assertThat(new SettingsLoader(environment).load().sip().port()).isEqualTo(port);
            assertThat(port).isBetween(0, 65_535);
        } catch (SettingsException e) {
            assertThat(port).matches(number -> number < 0 || number > 65_535);
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("settings.yaml"), text);
    }

    private static SettingsException failure(Map<String, String> environment) {
        return catchThrowableOfType(SettingsException.class, () -> new SettingsLoader(environment).load());
    }

    @Test
    void skillsHaveLevelsAndAWrongOneIsNamed() throws Exception {
        Path file = file("agents: [{name: kim, password: longenough, skills: [billing, products: 5]}]\n");
        Settings settings = new SettingsLoader(Map.of("SOTTO_CONFIG", file.toString())).load();
        assertThat(settings.agents().get(0).skills()).isEqualTo(Map.of("billing", 3, "products", 5));

        Path wrong = file("agents: [{name: kim, password: longenough, skills: [billing: 6]}]\n");
        assertThat(failure(Map.of("SOTTO_CONFIG", wrong.toString())))
                .hasMessageContaining("agents[0].skills")
                .hasMessageContaining("billing:6");
    }

    @Test
    void theDeskIsCalmByDefault() throws SettingsException {
        Settings.Desk desk =
                new SettingsLoader(Map.of("SOTTO_DESK_WRAP_UP", "10s")).load().desk();

        assertThat(desk)
                .isEqualTo(new Settings.Desk(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        5,
                        Duration.ofSeconds(3),
                        Duration.ofMinutes(1),
                        0));
    }
}
