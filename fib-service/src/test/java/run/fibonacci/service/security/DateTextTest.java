package run.fibonacci.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class DateTextTest {
  private final DateText date = new DateText();

  @Test
  void aDayBelowTenHasTwoDigits() {
    assertThat(date.at(784_111_777_000L).toString()).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  @Test
  void daysAndMonthsHaveTheirEnglishNames() {
    var names = DateTimeFormatter.ofPattern("EEE, dd MMM", Locale.ENGLISH);
    LocalDate.EPOCH
        .datesUntil(LocalDate.EPOCH.plusYears(1))
        .forEach(day ->
            assertThat(date.at(day.toEpochDay() * 86_400_000).toString())
                .startsWith(names.format(day) + " 1970"));
  }

  @Test
  void eachSecondHasItsOwn() {
    assertThat(date.at(0).toString()).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
    assertThat(date.at(999).toString()).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
    assertThat(date.at(1_000).toString()).isEqualTo("Thu, 01 Jan 1970 00:00:01 GMT");
    assertThat(date.at(0).toString()).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
  }
}
