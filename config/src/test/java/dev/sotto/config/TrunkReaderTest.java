package dev.sotto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrunkReaderTest {
    @TempDir
    Path folder;

    @Test
    void withoutTrunksLoopbackIsOpenAndNothingElse() throws SettingsException {
        assertThat(load(Map.of()).open()).isTrue();
        assertThat(load(Map.of()).list()).isEmpty();
        assertThat(load(Map.of("SOTTO_SIP_HOST", "0.0.0.0")).open()).isFalse();
        assertThat(load(Map.of("SOTTO_SIP_HOST", "0.0.0.0", "SOTTO_SIP_OPEN", "true"))
                        .open())
                .isTrue();
        assertThat(load(Map.of("SOTTO_SIP_OPEN", "false")).open()).isFalse();
    }

    @Test
    void everythingOfATrunkIsRead() throws Exception {
        TrunkSettings trunk = read("""
                sip:
                  trunks:
                    - name: carrier
                      addresses: [192.0.2.0/24, "2001:db8::7"]
                      user: carrier-in
                      password: long enough
                      register:
                        {server: "sip.carrier.test:5070", user: "4930123", login: acct, password: s3cret, expires: 10m,
                         transport: tcp, proxy: edge.carrier.test, contact: sotto, keep_alive: 0s}
                      numbers: {"+49301234567": refund, 4930*: orders}
                      task: shop
                      outgoing: ["+49*"]
                      codecs: [pcma, pcmu]
                      max_calls: 30
                      caller_id: "+49301234567"
                      headers: {X-Tenant: acme}
                      trusted: true
                      ping: 1m
                """);

        assertThat(trunk.addresses()).containsExactly("192.0.2.0/24", "2001:db8::7");
        assertThat(trunk.server()).as("the registrar").isEqualTo("sip.carrier.test:5070");
        assertThat(trunk.transport()).isEqualTo("tcp");
        assertThat(trunk.ourUser()).isEqualTo("acct");
        assertThat(trunk.ourPassword()).isEqualTo(new Secret("s3cret"));
        assertThat(trunk.numbers()).containsExactly(Map.entry("+49301234567", "refund"), Map.entry("4930*", "orders"));
        assertThat(trunk.codecs()).isEqualTo(List.of("pcma", "pcmu"));
        assertThat(trunk.maxCalls()).isEqualTo(30);
        assertThat(trunk.trusted()).isTrue();
        assertThat(trunk.ping()).isEqualTo(Duration.ofMinutes(1));
        TrunkSettings.Registration account = trunk.register().orElseThrow();
        assertThat(account.expires()).isEqualTo(Duration.ofMinutes(10));
        assertThat(account.keepAlive()).isZero();
        assertThat(trunk.toString()).doesNotContain("s3cret").doesNotContain("long enough");
    }

    @Test
    void registrationTakesWhatTheTrunkSays() throws Exception {
        TrunkSettings trunk = read(
                "sip: {trunks: [{name: pbx, server: pbx.test, our_user: '200', our_password: pw, register: {}}]}\n");
        TrunkSettings.Registration account = trunk.register().orElseThrow();
        assertThat(account.server()).isEqualTo("pbx.test");
        assertThat(account.user()).isEqualTo("200");
        assertThat(account.contact()).isEqualTo("200");
        assertThat(account.password()).isEqualTo(new Secret("pw"));
        assertThat(account.expires()).isEqualTo(Duration.ofSeconds(300));
        assertThat(account.keepAlive()).isEqualTo(Duration.ofSeconds(25));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: Carrier, user: a, password: longenough}|sip.trunks[0].name must be lower case",
                "{name: a}|sip.trunks[0].addresses is missing, and so is user",
                "{name: a, adresses: [192.0.2.1]}|sip.trunks[0].adresses is no setting; did you mean 'addresses'?",
                "{name: a, addresses: [192.0.2.300]}|sip.trunks[0].addresses must be addresses such as",
                "{name: a, addresses: [192.0.2.0/33]}|is '192.0.2.0/33'",
                "{name: a, addresses: [sip.carrier.test]}|is 'sip.carrier.test'",
                "{name: a, addresses: 192.0.2.1}|sip.trunks[0].addresses must be a list",
                "{name: a, user: u, password: short}|sip.trunks[0].password must have at least 8",
                "{name: a, server: h, password: longenough}|sip.trunks[0].user is missing beside its password",
                "{name: a, server: h, register: yes}|sip.trunks[0].register must be {server",
                "{name: a, register: {user: u}}|sip.trunks[0].register.server is missing",
                "{name: a, register: {server: h}}|sip.trunks[0].register.user is missing",
                "{name: a, register: {server: h, user: u, expires: 5s}}|sip.trunks[0].register.expires must be from 10s",
                "{name: a, server: h, numbers: {'*49': t}}|sip.trunks[0].numbers.*49 must be a number such as",
                "{name: a, server: h, codecs: [gsm]}|sip.trunks[0].codecs must be of pcmu, pcma",
                "{name: a, server: h, max_calls: 0}|sip.trunks[0].max_calls must be a whole number",
                "{name: a, server: h, transport: sctp}|sip.trunks[0].transport must be one of auto, udp",
                "{name: a, server: h, headers: {Contact: x}}|sip.trunks[0].headers.Contact must be a header such as",
                "{name: a, server: h, trusted: maybe}|sip.trunks[0].trusted must be true or false",
                "{name: a, user: u, password: longenough, ping: 5s}|sip.trunks[0].ping needs a server",
                "carrier|sip.trunks[0] must be {name",
            })
    void whatIsWrongIsNamedWithItsPath(String trunk, String problem) throws Exception {
        assertThat(failure("sip: {trunks: [" + trunk + "]}\n")).hasMessageContaining(problem);
    }

    @Test
    void namesAndUsersStandForOneTrunk() throws Exception {
        String twice = "{name: a, user: u, password: longenough}";
        assertThat(failure("sip: {trunks: [" + twice + ", " + twice + "]}\n"))
                .hasMessageContaining("sip.trunks[1].name is 'a', as that of another trunk")
                .hasMessageContaining("sip.trunks[1].user is 'u', as that of another trunk");
    }

    @Test
    void environmentTakesAList() throws Exception {
        Settings.Trunks trunks = load(Map.of("SOTTO_SIP_TRUNKS", "[{name: a, addresses: [192.0.2.1]}]"));
        assertThat(trunks.list()).extracting(TrunkSettings::name).containsExactly("a");
    }

    private TrunkSettings read(String yaml) throws Exception {
        return load(Map.of("SOTTO_CONFIG", file(yaml))).list().get(0);
    }

    private SettingsException failure(String yaml) throws IOException {
        String file = file(yaml);
        return catchThrowableOfType(
                SettingsException.class, () -> new SettingsLoader(Map.of("SOTTO_CONFIG", file)).load());
    }

    private String file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("settings.yaml"), yaml).toString();
    }

    private static Settings.Trunks load(Map<String, String> environment) throws SettingsException {
        return new SettingsLoader(environment).load().trunks();
    }
}
