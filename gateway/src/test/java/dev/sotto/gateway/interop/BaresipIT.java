package dev.sotto.gateway.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** baresip calls the echo, plays a tone, and records what it hears: its own tone. */
class BaresipIT {
    private static final int TONE = 700;

    @TempDir
    Path folder;

    private TelephoneEdge edge;

    @BeforeAll
    static void needsBaresip() {
        OutsideProgram.require("baresip", "baresip");
    }

    @BeforeEach
    void open() throws Exception {
        edge = new TelephoneEdge(text -> {
            throw new IllegalStateException("nothing is said here");
        });
    }

    @AfterEach
    void close() throws Exception {
        edge.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "PCMU, pcmu, '', udp",
        "PCMA, pcma, '', udp",
        "all at once in its own order, 'opus,g722,pcma,pcmu', '', udp",
    })
    void hearsItsOwnTone(String name, String codecs, String encryption, String transport) throws Exception {
        configure(codecs, encryption);
        String to = "sip:echo@127.0.0.1:" + edge.port() + (transport.equals("udp") ? "" : ";transport=" + transport);
        try (OutsideProgram baresip = OutsideProgram.start(
                folder, List.of("baresip", "-f", folder.toString(), "-e", "/dial " + to, "-t", "6"))) {
            baresip.awaitEnd();
            assertThat(baresip.said()).contains("Call established").contains("terminated (duration");
        }
        assertThat(ToneFile.share(ToneFile.only(folder, "dump", "dec.wav"), TONE))
                .as("share of its own tone in what it heard")
                .isGreaterThan(0.9);
    }

    private void configure(String codecs, String encryption) throws Exception {
        ToneFile.write(folder.resolve("in.wav"), codecs.startsWith("pcm") ? 8_000 : 48_000, TONE, 20);
        Path modules = Path.of("/usr/lib/baresip/modules");
        Files.writeString(folder.resolve("config"), """
                module_path %s
                module g711.so
                module g722.so
                module opus.so
                module l16.so
                module aufile.so
                module sndfile.so
                module srtp.so
                module dtls_srtp.so
                module_app account.so
                module_app menu.so
                audio_source aufile,%s/in.wav
                audio_player aufile,%s/out.wav
                audio_alert aufile,%s/alert.wav
                sip_listen 127.0.0.1:0
                snd_path %s
                rtp_ports 29000-29099
                """.formatted(modules, folder, folder, folder, folder));
        String media = encryption.isEmpty() ? "" : ";mediaenc=" + encryption;
        Files.writeString(
                folder.resolve("accounts"), "<sip:alice@127.0.0.1>;regint=0;audio_codecs=" + codecs + media + "\n");
        Files.writeString(folder.resolve("contacts"), "");
    }
}
