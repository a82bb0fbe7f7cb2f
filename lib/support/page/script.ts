/**
 * What the page can do beside being read: the words for users are copied, and once a minute it asks
 * for what is new, unless nobody looks at it.
 */
export const script = `
(function () {
  var said = document.getElementById('said');
  function begin() {
    document.querySelectorAll('[data-scripted]').forEach(function (one) { one.hidden = false; });
  }
  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-copy]');
    if (!button) return;
    var words = document.getElementById(button.dataset.copy).textContent;
    navigator.clipboard.writeText(words).then(
      function () { said.textContent = 'The words are copied.'; button.textContent = 'Copied'; },
      function () { said.textContent = 'They could not be copied. Select them instead.'; }
    );
  });
  setInterval(function () {
    if (document.hidden || String(getSelection()) !== '') return;
    fetch(location.href, { cache: 'no-store', redirect: 'error' })
      .then(function (answer) {
        if (!answer.ok) throw new Error();
        return answer.text();
      })
      .then(function (text) {
        var fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('main');
        var main = document.querySelector('main');
        if (!fresh) return;
        var at = document.activeElement && document.activeElement.id;
        main.replaceChildren.apply(main, Array.from(fresh.childNodes));
        begin();
        if (at && document.getElementById(at)) document.getElementById(at).focus();
      })
      .catch(function () {
        document.getElementById('unanswered').hidden = false;
      });
  }, 60000);
  begin();
})();
`;
