// Films for browsers that know no playlists of their own: hls.js chooses the rendition by the line, as other browsers do. `looking` loads this
// when such a film begins. Where it fails, the film goes on as it was before, by its one rendition. It asks this site alone.

import Hls from "hls.js/light";

const PLAYLIST = 'source[type="application/vnd.apple.mpegurl"]';

function adapt(film) {
  const source = film.querySelector(PLAYLIST);
  if (!source || "adapts" in film.dataset || !Hls.isSupported()) return;
  film.dataset.adapts = "";
  const { currentTime, playbackRate } = film;
  const hls = new Hls({
    // The page's policy has no workers from anywhere but files of ours.
    enableWorker: false,
    startPosition: currentTime,
    capLevelToPlayerSize: true,
    maxBufferLength: 30,
    backBufferLength: 30,
  });
  const goOn = (time) => {
    film.playbackRate = playbackRate;
    if (time) film.currentTime = time;
    film.play().catch(() => undefined);
  };
  hls.on(Hls.Events.MANIFEST_PARSED, () => goOn(0));
  hls.on(Hls.Events.ERROR, (_, { fatal }) => {
    if (!fatal) return;
    const time = film.currentTime || currentTime;
    hls.destroy();
    film.removeAttribute("src");
    source.remove();
    film.load();
    goOn(time);
  });
  hls.loadSource(source.src);
  hls.attachMedia(film);
}

document.addEventListener("play", ({ target }) => target.matches("[data-plays] video") && adapt(target), true);
for (const film of document.querySelectorAll("[data-plays] video")) if (!film.paused) adapt(film);
