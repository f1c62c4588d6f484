package dev.sotto.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferTargetsTest {
    @ParameterizedTest
    @CsvSource({
        "2???,2001,true",
        "2???,20011,false",
        "2???,+2001,false",
        "'1* 2???',2001,true",
        "sip:*@pbx.test,SIP:desk@PBX.test,true",
        "sip:*@pbx.test,sip:desk@pbx.test.evil.example,false",
        "sip:*@pbx.test,sip:desk@pbxxtest,false",
        "+49*,+491234,true",
        "+49*,0900123,false",
        "*,0900123,true",
        "'',2001,false",
        "'  ',2001,false",
    })
    void patternsDecideWhatACallerMayName(String patterns, String target, boolean allowed) {
        assertThat(TransferTargets.of(patterns).allow(target, false)).isEqualTo(allowed);
    }

    @Test
    void whatATaskFileNamesNeedsNoLeave() {
        assertThat(TransferTargets.of("").allow("sip:desk@pbx.test", true)).isTrue();
    }
}
