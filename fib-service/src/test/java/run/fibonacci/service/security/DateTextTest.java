package run.fibonacci.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DateTextTest {
  private final DateText date = new DateText();

  @Test
  void aDayBelowTenHasTwoDigits() {
    assertThat(date.at(784_111_777_000L).toString()).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  @Test
  void eachSecondHasItsOwn() {
    assertThat(date.at(0).toString()).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
    assertThat(date.at(999).toString()).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
    assertThat(date.at(1_000).toString()).isEqualTo("Thu, 01 Jan 1970 00:00:01 GMT");
    assertThat(date.at(0).toString()).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
  }
}
