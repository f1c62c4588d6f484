package dev.sotto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.config.Settings;
import dev.sotto.config.SettingsException;
import dev.sotto.config.SettingsLoader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrunkPlanTest {
    @Test
    void numberWithoutATaskIsFoundAtStart() throws Exception {
        Settings wrong = settings("[{name: a, addresses: [192.0.2.1], numbers: {'+49*': refnd}, task: nothing}]", "");
        assertThatThrownBy(() -> TrunkPlan.checkTasks(wrong, Groundwork.tasks(wrong, "")))
                .hasMessageContaining("sip.trunks[0].numbers.+49* is 'refnd', which is no task; did you mean 'refund'?")
                .hasMessageContaining("sip.trunks[0].task is 'nothing'");

        Settings right = settings("[{name: a, addresses: [192.0.2.1], task: refund}]", "");
        assertThatCode(() -> TrunkPlan.checkTasks(right, Groundwork.tasks(right, "")))
                .doesNotThrowAnyException();
    }

    @Test
    void operatorsAreToldWhoMayCall() throws Exception {
        assertThat(TrunkPlan.callers(settings("", ""))).isEqualTo("everybody who reaches 127.0.0.1");
        assertThat(TrunkPlan.callers(settings("", "0.0.0.0"))).startsWith("NOBODY");
        assertThat(TrunkPlan.callers(settings("[{name: a, addresses: [192.0.2.1]}]", "0.0.0.0")))
                .isEqualTo("trunks: a");
        assertThat(TrunkPlan.callers(settings("[{name: a, server: sip.carrier.test}]", "0.0.0.0")))
                .as("we call there, nobody calls here")
                .startsWith("NOBODY");
        assertThat(TrunkPlan.callers(settings("[{name: a, register: {server: h, user: u}}]", "0.0.0.0")))
                .isEqualTo("trunks: a");
    }

    private static Settings settings(String trunks, String host) throws SettingsException {
        return new SettingsLoader(Map.of(
                        "SOTTO_SIP_TRUNKS",
                        trunks.isEmpty() ? "[]" : trunks,
                        "SOTTO_SIP_HOST",
                        host.isEmpty() ? "127.0.0.1" : host))
                .load();
    }
}
