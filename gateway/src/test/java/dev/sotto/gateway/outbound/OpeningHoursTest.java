package dev.sotto.gateway.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningHoursTest {
    @ParameterizedTest
    @CsvSource({
        "'', 03:00, true",
        "08:00-20:00, 07:59, false",
        "08:00-20:00, 08:00, true",
        "08:00-20:00, 20:00, false",
        "08:00-20:00 Europe/Berlin, 07:30, true",
        "08:00-20:00 Europe/Berlin, 19:30, false",
        "22:00-06:00, 23:00, true",
        "22:00-06:00, 05:59, true",
        "22:00-06:00, 12:00, false",
    })
    void openFromUntil(String hours, String utc, boolean open) {
        Instant at = Instant.parse("2026-11-23T" + utc + ":00Z");

        assertThat(OpeningHours.parse(hours).open(at)).isEqualTo(open);
    }
}
